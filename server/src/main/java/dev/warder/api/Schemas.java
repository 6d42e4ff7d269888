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

  /// What is answered once somebody was forgotten.
  static final String FORGOTTEN = "Forgotten";

  /// The end of the name of every body that is a form.
  private static final String FORM = "Form";

  private Schemas() {}

  static String mediaType(String schema) {
    if (schema.equals(FILE)) {
      return "application/octet-stream";
    }
    return schema.endsWith(FORM) ? "application/x-www-form-urlencoded" : "application/json";
  }

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
