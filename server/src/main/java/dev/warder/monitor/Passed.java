package dev.warder.monitor;

import java.time.Instant;

/// What is kept of a call that was let through until its outcome is known.
record Passed(
    String decisionId,
    String principal,
    String tokenId,
    String template,
    boolean known,
    Instant time) {
  static Passed of(Call call) {
    return new Passed(
        call.id(),
        call.principal(),
        call.tokenId(),
        call.template(),
        call.known(),
        call.decision().attempt().time());
  }

  long millis() {
    return time.toEpochMilli();
  }

  Detection detection(String detector, Severity severity, String sentence) {
    return about(Subject.principal(principal), detector, severity, sentence);
  }

  Detection about(Subject subject, String detector, Severity severity, String sentence) {
    return new Detection(detector, time, subject, tokenId, decisionId, severity, sentence);
  }
}
