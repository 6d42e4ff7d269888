package dev.warder.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One way in which a token is abused.
///
/// @param told what a person should know of it
/// @param pause between two calls
record Attack(
    String name,
    String told,
    String victim,
    String address,
    String userAgent,
    Duration pause,
    List<Step> steps) {

  /// @param status what the sample API would answer, were the call let through
  record Step(String method, String path, int status) {}

  Attack {
    steps = List.copyOf(steps);
  }

  List<Call> from(Instant start) {
    List<Call> calls = new ArrayList<>();
    Instant time = start;
    for (Step step : steps) {
      calls.add(
          new Call(
              time, victim, address, userAgent, step.method(), step.path(), step.status(), name));
      time = time.plus(pause);
    }
    return calls;
  }
}
