package dev.warder.react;

/// How far reactions go.
///
/// @param perHour how many tokens and principals may be hindered within an hour
/// @param shadow whether all of it is only recorded
public record Limits(int perHour, boolean shadow) {}
