package dev.warder.api;

import dev.warder.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/// The shapes of bodies and answers, as OpenAPI names them. They stand in `schemas.json` beside
/// this class.
final class Schemas {
  /// A body that is a file and no JSON.
  static final String FILE = "File";

  private Schemas() {}

  static JsonNode all() {
    try (InputStream in = Schemas.class.getResourceAsStream("schemas.json")) {
      if (in == null) {
        throw new IllegalStateException("schemas.json is missing in the jar");
      }
      return Json.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
