package dev.warder.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something odd that one detector saw over several calls, or in one that speaks for itself.
///
/// @param detector its name, as configured
/// @param tokenId the token that was used, where there is one
/// @param decisionId the last call that it was seen in
/// @param sentence what was seen, in words, with the counts
public record Detection(
    String detector,
    Instant time,
    Subject subject,
    @Nullable String tokenId,
    String decisionId,
    Severity severity,
    String sentence) {}
