package dev.warder.token;

import static dev.warder.token.TokenFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.model.Address;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every log of last uses must do.
public abstract class UseLogContract {
  private static final LastUse USE = new LastUse(NOW, Address.parse("2001:db8::1").orElseThrow());

  protected abstract UseLog log();

  protected abstract UseLog reopened();

  @Test
  void recordedUseIsRead() {
    LastUse unknownAddress = new LastUse(NOW, null);
    log().record(Map.of("tok_1", USE, "tok_2", unknownAddress));
    assertThat(reopened().read(Set.of("tok_1", "tok_2", "tok_3")))
        .isEqualTo(Map.of("tok_1", USE, "tok_2", unknownAddress));
  }

  @Test
  void laterUseStands() {
    LastUse later = new LastUse(NOW.plusSeconds(1), null);
    log().record(Map.of("tok_1", USE, "tok_2", later));
    log().record(Map.of("tok_1", later, "tok_2", USE));
    assertThat(reopened().read(Set.of("tok_1", "tok_2")))
        .isEqualTo(Map.of("tok_1", later, "tok_2", later));
  }
}
