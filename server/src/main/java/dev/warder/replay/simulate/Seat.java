package dev.warder.replay.simulate;

/// A member and those it works with most.
///
/// @param team by number, across all companies
record Seat(Member member, int team) {}
