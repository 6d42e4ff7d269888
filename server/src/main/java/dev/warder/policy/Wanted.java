package dev.warder.policy;

import org.jspecify.annotations.Nullable;

/// A reaction that a rule asks for.
///
/// @param counts false where the rule's policy is in shadow, for this principal
/// @param failure why the rule could not be judged; absent where it was
public record Wanted(String rule, Reaction reaction, boolean counts, @Nullable String failure) {}
