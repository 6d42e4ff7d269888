package dev.warder.replay;

import java.time.Instant;
import java.util.List;

/// A decision that would have come out otherwise.
///
/// @param reasons of the recorded verdict
/// @param again of the verdict under the draft
public record Example(
    String id,
    Instant time,
    String principal,
    String call,
    int score,
    Mark before,
    Mark after,
    List<String> reasons,
    List<String> again) {}
