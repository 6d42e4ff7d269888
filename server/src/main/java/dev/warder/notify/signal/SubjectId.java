package dev.warder.notify.signal;

import dev.warder.model.Fault;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Subject identifiers (RFC 9493, and those that the framework adds): what each format must have.
public final class SubjectId {
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "account", List.of("uri"),
          "did", List.of("url"),
          "email", List.of("email"),
          "iss_sub", List.of("iss", "sub"),
          "opaque", List.of("id"),
          "phone_number", List.of("phone_number"),
          "uri", List.of("uri"),
          "jwt_id", List.of("iss", "jti"),
          "saml_assertion_id", List.of("issuer", "assertion_id"),
          "ip-addresses", List.of("ip-addresses"));
  private static final int LONGEST = 4_000;

  private SubjectId() {}

  /// A format that is not known is taken as it is: others may have agreed on it.
  ///
  /// @throws Fault.Invalid where it is no subject
  public static void check(JsonNode subject) {
    String format = subject.path("format").asString("");
    if (!subject.isObject() || format.isEmpty() || subject.toString().length() > LONGEST) {
      throw new Fault.Invalid("a subject is an object with a format, and not large");
    }
    switch (format) {
      case "complex" ->
          subject
              .properties()
              .forEach(each -> {
                if (!each.getKey().equals("format")) {
                  check(each.getValue());
                }
              });
      case "aliases" -> {
        if (subject.path("identifiers").isEmpty()) {
          throw new Fault.Invalid("a subject of format aliases needs identifiers");
        }
        subject.path("identifiers").forEach(SubjectId::check);
      }
      default -> {
        for (String member : NEEDED.getOrDefault(format, List.of())) {
          if (!subject.has(member)) {
            throw new Fault.Invalid("a subject of format " + format + " needs " + member);
          }
        }
      }
    }
  }
}
