package dev.warder.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks an export against the schema that OCSF publishes: `ValidatedOcsf SCHEMA FILE EVERY`.
final class ValidatedOcsf {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<Integer, String> CLASSES =
      Map.of(6003, "api_activity", 3002, "authentication", 2004, "detection_finding");

  private ValidatedOcsf() {}

  public static void main(String[] arguments) throws IOException {
    OcsfSchema schema = new OcsfSchema(Path.of(arguments[0]));
    int every = Integer.parseInt(arguments[2]);
    Map<String, Integer> seen = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[1]))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (number++ % every == 0) {
          JsonNode event = JSON.readTree(line);
          String name = Objects.requireNonNull(CLASSES.get(event.get("class_uid").intValue()));
          List<String> problems = schema.problems(name, event);
          if (!problems.isEmpty()) {
            System.out.println("line " + number + ": " + problems);
            System.exit(1);
          }
          seen.merge(name, 1, Integer::sum);
        }
      }
    }
    System.out.println(seen);
  }
}
