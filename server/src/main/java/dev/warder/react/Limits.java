package dev.warder.react;

/// How far the reactions of one source go.
///
/// @param perHour how many tokens and principals may be hindered within an hour
/// @param shadow whether all of it is only recorded
public record Limits(int perHour, boolean shadow) {}
