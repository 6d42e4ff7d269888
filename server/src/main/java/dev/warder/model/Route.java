package dev.warder.model;

import java.util.List;

/// A part of the API that is guarded alike.
///
/// @param id the pattern as it was written, for example `GET /orders/{id}`
public record Route(
    String id, List<String> scopes, Sensitivity sensitivity, FailureMode onFailure) {
  public Route {
    scopes = List.copyOf(scopes);
  }
}
