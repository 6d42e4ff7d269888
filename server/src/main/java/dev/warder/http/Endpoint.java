package dev.warder.http;

/// One line of the route table: a method, a path, and who answers.
///
/// @param method upper case, or `*` for any
/// @param template segments, of which `{name}` stands for any one
public record Endpoint(String method, String template, Handler handler) {
  public static final String ANY = "*";

  public Endpoint {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("a path template begins with /: " + template);
    }
  }

  boolean answers(String asked) {
    return method.equals(ANY)
        || method.equals(asked)
        || (asked.equals("HEAD") && method.equals("GET"));
  }
}
