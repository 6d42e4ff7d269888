package dev.warder.monitor;

import java.util.function.Consumer;

/// Finds every touch of a token tagged `honey`: it was laid out for thieves, so nobody else has it.
final class HoneyToken implements Detector {
  private static final String TAG = "honey";

  @Override
  public String name() {
    return DetectorKind.HONEY_TOKEN.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    if (call.token() != null && call.token().tags().containsKey(TAG)) {
      var source = call.decision().attempt().source();
      found.accept(
          call.detection(
              name(),
              Severity.CRITICAL,
              "a honey token was used"
                  + (source == null ? "" : " from " + source)
                  + (call.template().isEmpty() ? "" : " on " + call.template())));
    }
  }
}
