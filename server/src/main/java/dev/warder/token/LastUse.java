package dev.warder.token;

import dev.warder.model.Address;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a token was used last, and from where.
public record LastUse(Instant at, @Nullable Address address) {
  LastUse later(LastUse other) {
    return other.at.isAfter(at) ? other : this;
  }
}
