package dev.warder.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a token depends on beyond itself. It is tied once, when it is made.
///
/// @param binding the key it belongs to; absent for a bearer token
/// @param parents ids of the tokens that it ends with
/// @param root the token that all its kin descend from, which counts for them all; empty for a
///   token that descends from none
/// @param actors who uses it for its principal, the nearest first (RFC 8693 section 4.1)
/// @param calls how many it is good for; absent for any number
public record Ties(
    @Nullable Binding binding,
    List<String> parents,
    String root,
    List<String> actors,
    @Nullable Integer calls) {
  public static final Ties NONE = new Ties(null, List.of(), "", List.of(), null);

  public Ties {
    parents = List.copyOf(parents);
    actors = List.copyOf(actors);
  }

  public static Ties to(@Nullable Binding binding) {
    return binding == null ? NONE : new Ties(binding, List.of(), "", List.of(), null);
  }
}
