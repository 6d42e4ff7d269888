package dev.warder.context;

import dev.warder.model.NetworkClass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One table of intel that is in force.
///
/// @param networkClass of a list of networks, otherwise null
/// @param name the file's name, or the table's
/// @param source who made it and under which licence, as far as that is known
/// @param records how many ranges or nodes it holds
/// @param date of the data itself; of the file where the data does not say
/// @param file null for what the jar carries
public record IntelInfo(
    IntelKind kind,
    @Nullable NetworkClass networkClass,
    String name,
    String source,
    String licence,
    long records,
    LocalDate date,
    Origin origin,
    @Nullable Path file) {

  public enum Origin {
    BUNDLED,
    CONFIGURED,
    IMPORTED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Never negative, in whole days.
  public Duration age(Instant now) {
    Duration age = Duration.between(date.atStartOfDay(ZoneOffset.UTC).toInstant(), now);
    return age.isNegative() ? Duration.ZERO : Duration.ofDays(age.toDays());
  }
}
