package dev.warder.http;

import java.util.Map;

/// What a caller is told when something was not done (RFC 9457).
///
/// @param type the last part of the stable type URI
/// @param title the same for all problems of the type
/// @param detail about this one; empty where there is nothing to add
/// @param headers further response headers
record Problem(int status, String type, String title, String detail, Map<String, String> headers) {
  static final String TYPES = "https://warder.dev/problems/";

  Problem {
    headers = Map.copyOf(headers);
  }

  Problem(int status, String type, String title, String detail) {
    this(status, type, title, detail, Map.of());
  }
}
