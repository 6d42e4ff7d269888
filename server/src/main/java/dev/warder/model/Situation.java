package dev.warder.model;

/// Everything a policy may look at.
public record Situation(
    Attempt attempt, Identity identity, Route route, Context context, Assessment assessment) {}
