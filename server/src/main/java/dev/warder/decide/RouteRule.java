package dev.warder.decide;

import dev.warder.model.Route;

/// A configured route: the pattern that calls must match, and what is asked of those that do.
public record RouteRule(RoutePattern pattern, Route route) {}
