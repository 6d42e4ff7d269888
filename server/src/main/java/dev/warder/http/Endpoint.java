package dev.warder.http;

/// One line of the route table: a method, a path, and who answers.
///
/// @param method upper case, or `*` for any
/// @param template segments, of which `{name}` stands for any one, and `**` at the end for any rest
public record Endpoint(String method, String template, Handler handler) {
  public static final String ANY = "*";

  public Endpoint {
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("a path template begins with /: " + template);
    }
  }

  boolean isOpen() {
    return template.endsWith("/**");
  }

  /// What every path of an open endpoint begins with.
  String beginning() {
    return template.substring(0, template.length() - 2);
  }

  boolean answers(String asked) {
    return method.equals(ANY)
        || method.equals(asked)
        || (asked.equals("HEAD") && method.equals("GET"));
  }
}
