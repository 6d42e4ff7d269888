package dev.warder.decide;

import dev.warder.model.IdSource;

/// Where identifiers come from. Those of challenges must not be guessable; those of decisions must
/// be cheap.
public record Ids(IdSource decisions, IdSource challenges) {}
