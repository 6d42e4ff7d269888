package dev.warder.app.routes;

import dev.warder.model.Sensitivity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An operation of an API, as a route that guards it.
///
/// @param path a route pattern's
/// @param sensitivity absent where the description says nothing of it
record ImportedRoute(
    String method, String path, List<String> scopes, @Nullable Sensitivity sensitivity) {
  ImportedRoute {
    scopes = List.copyOf(scopes);
  }

  String match() {
    return method + " " + path;
  }
}
