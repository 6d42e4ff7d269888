package dev.warder.monitor;

import java.util.function.Consumer;

/// Finds one token in two hands: uses that alternate between networks or clients, which a person
/// who moves, or a client that is updated, does not do.
///
/// Within one country the client must change with the network, and something of it must be new: a
/// known phone beside a known desk is one person.
final class ConcurrentUse implements Detector {
  private static final int MOST_TOKENS = 50_000;
  private static final int MOST_SWITCHES = 16;

  private static final class Hands {
    private long asn;
    private String product = "";
    private String country = "";
    private long last;
    private boolean odd;
    private final Window<String> switches;

    private Hands(long span) {
      switches = new Window<>(span, MOST_SWITCHES);
    }
  }

  private final Recent<String, Hands> tokens;
  private final long span;
  private final int enough;

  ConcurrentUse(Tuning tuning) {
    span = tuning.minutes("windowMinutes");
    enough = tuning.value("switches");
    tokens = new Recent<>(MOST_TOKENS, () -> new Hands(span));
  }

  @Override
  public String name() {
    return DetectorKind.CONCURRENT_USE.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (!call.authenticated() || call.asn() == 0 || !call.hasPlace()) {
      return;
    }
    Hands hands = tokens.of(call.tokenId());
    boolean moved = hands.last != 0 && hands.asn != call.asn();
    boolean otherClient = hands.last != 0 && !hands.product.equals(call.product());
    hands.odd = call.millis() - hands.last <= span && (hands.odd || call.isFromNewSource());
    boolean abroad = !hands.country.equals(call.country());
    boolean apart = abroad ? otherClient || hands.odd : otherClient && hands.odd;
    if (call.millis() - hands.last <= span && moved && apart) {
      hands.switches.add(call.millis(), pair(hands, call));
    }
    String before = hands.country;
    hands.asn = call.asn();
    hands.product = call.product();
    hands.country = call.country();
    hands.last = call.millis();
    hands.switches.expire(call.millis());
    if (hands.switches.size() >= Math.ceil(enough * tolerance)) {
      found.accept(
          call.detection(
              name(),
              abroad ? Severity.HIGH : Severity.MEDIUM,
              "one token alternated "
                  + hands.switches.size()
                  + " times between networks within "
                  + span / 60_000
                  + " minutes, last in AS"
                  + call.asn()
                  + (abroad ? " (" + call.country() + ", before " + before + ")" : "")));
      hands.switches.clear();
    }
  }

  private static String pair(Hands hands, Call call) {
    return hands.asn + ">" + call.asn();
  }
}
