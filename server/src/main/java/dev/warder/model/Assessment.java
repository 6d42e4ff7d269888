package dev.warder.model;

/// All that history says of a call: its risk, and the plain facts that policies ask for.
public record Assessment(Risk risk, Rates rates, Familiarity familiarity, LocalTime time) {}
