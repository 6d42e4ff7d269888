package dev.warder.model;

import java.time.Duration;

/// More proof that is asked for.
public record Challenge(String id, String acr, Duration maxAge) {}
