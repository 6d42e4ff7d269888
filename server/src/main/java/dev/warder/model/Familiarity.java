package dev.warder.model;

/// Which parts of a call were never seen of its principal before.
public record Familiarity(boolean countryIsNew, boolean asnIsNew, boolean clientIsNew) {
  public static final Familiarity NOTHING_NEW = new Familiarity(false, false, false);
}
