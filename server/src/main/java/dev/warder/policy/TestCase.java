package dev.warder.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A situation, and what the file's author expects of it.
///
/// @param given variables that differ from the neutral situation
/// @param verdict on the wire: `allow`, `restrict`, `throttle`, `step_up` or `deny`
/// @param rules all that must match and no other, or absent where that is left open
record TestCase(
    String name,
    Position at,
    Map<String, Object> given,
    String verdict,
    @Nullable List<String> rules) {}
