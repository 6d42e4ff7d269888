package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warder.model.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads AWS CloudTrail events, one JSON object a line, as calls of an API.
final class CloudTrail {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern READS = Pattern.compile("(Get|List|Describe|Head|Lookup|Batch).*");
  private static final Pattern DELETES = Pattern.compile("(Delete|Remove|Terminate).*");

  private CloudTrail() {}

  static List<LoggedCall> read(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines
          .lines()
          .map(line -> call(JSON.readTree(line)))
          .sorted(Comparator.comparing(LoggedCall::time))
          .toList();
    }
  }

  private static LoggedCall call(JsonNode event) {
    JsonNode who = event.path("userIdentity");
    String service = event.path("eventSource").asString("");
    String name = event.path("eventName").asString("");
    String error = event.path("errorCode").asString("");
    return new LoggedCall(
        Instant.parse(event.path("eventTime").asString("")),
        principal(who),
        who.path("type").asString("").equals("IAMUser") ? "user" : "service",
        method(name),
        service,
        "/" + service + "/" + name,
        source(event.path("sourceIPAddress").asString("")),
        text(event.path("userAgent")),
        status(error));
  }

  /// The access key where there is one; otherwise who it was, an AWS service for example.
  private static String principal(JsonNode who) {
    for (String field : List.of("accessKeyId", "arn", "principalId", "invokedBy", "type")) {
      String value = who.path(field).asString("");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "unknown";
  }

  private static String method(String name) {
    if (READS.matcher(name).matches()) {
      return "GET";
    }
    return DELETES.matcher(name).matches() ? "DELETE" : "POST";
  }

  /// Calls among AWS services bear a service's name, which is no address.
  private static @Nullable String source(String text) {
    return Address.parse(text).isPresent() ? text : null;
  }

  private static @Nullable String text(JsonNode node) {
    String text = node.asString("");
    return text.isEmpty() ? null : text;
  }

  private static int status(String error) {
    if (error.isEmpty()) {
      return 200;
    }
    if (error.contains("Denied") || error.contains("Unauthorized")) {
      return 403;
    }
    return error.contains("NotFound") || error.contains("NoSuch") ? 404 : 400;
  }
}
