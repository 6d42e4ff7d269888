package dev.warder.model;

import java.util.List;

/// What can be told of a call from its raw facts alone.
///
/// @param missing the signals that could not be had, by name; missing is never read as safe
public record Context(Place place, NetworkClass network, Client client, List<String> missing) {
  public Context {
    missing = List.copyOf(missing);
  }
}
