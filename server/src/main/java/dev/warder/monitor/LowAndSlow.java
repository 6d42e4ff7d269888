package dev.warder.monitor;

import java.util.function.Consumer;

/// Finds a token that is used from one new network after the other, a little from each: below every
/// limit that counts by address.
final class LowAndSlow implements Detector {
  private static final int MOST = 20_000;
  private static final int MOST_NETWORKS = 256;

  private static final class Spread {
    private final Window<Long> networks;
    private long told;

    private Spread(long span) {
      networks = new Window<>(span, MOST_NETWORKS);
    }
  }

  private final Recent<String, Spread> tokens;
  private final long span;
  private final int enough;

  LowAndSlow(Tuning tuning) {
    span = tuning.hours("windowHours");
    enough = tuning.value("networks");
    tokens = new Recent<>(MOST, () -> new Spread(span));
  }

  @Override
  public String name() {
    return DetectorKind.LOW_AND_SLOW.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.authenticated() || !call.asnIsNew() || call.asn() == 0) {
      return;
    }
    Spread spread = tokens.of(call.tokenId());
    spread.networks.expire(call.millis());
    if (!spread.networks.contains(call.asn())) {
      spread.networks.add(call.millis(), call.asn());
    }
    boolean many = spread.networks.distinct() >= enough * tolerance;
    if (many && call.millis() - spread.told > span) {
      spread.told = call.millis();
      found.accept(
          call.detection(
              name(),
              Severity.HIGH,
              "used from "
                  + spread.networks.distinct()
                  + " networks within "
                  + span / 3_600_000
                  + " hours, none of which its principal ever used"));
    }
  }
}
