package dev.warder.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a bucket held when a call was charged to it: an input of the verdict.
///
/// @param rule whose bucket it is
/// @param due when the bucket would have been empty again, before this call; absent where nothing
///   was in it yet
public record Charge(String rule, @Nullable Instant due) {}
