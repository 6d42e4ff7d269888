package dev.warder.model;

/// Whoever a token speaks for.
public record Principal(String id, PrincipalKind kind) {}
