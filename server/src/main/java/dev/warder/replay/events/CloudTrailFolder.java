package dev.warder.replay.events;

import dev.warder.model.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder of AWS CloudTrail logs: `.json` (an array, `{"Records": [...]}`, or an object a line),
/// `.jsonl`, each also with `.gz`, and such files in a `.tgz`. Other files are passed over.
///
/// Files in an archive of attacks are named after the attack, so the file's name is the label;
/// elsewhere a call is an attack where its user agent is the attack tool Stratus Red Team.
public final class CloudTrailFolder implements CallReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST = 256 << 20;

  private final CloudTrailEvents events = new CloudTrailEvents();

  @Override
  public List<Call> read(Path from, LongConsumer progress) throws IOException {
    List<Call> calls = new ArrayList<>();
    for (Path file : files(from)) {
      read(file, progress, calls);
    }
    if (calls.isEmpty()) {
      throw new Fault.Invalid("there are no CloudTrail logs in " + from);
    }
    return CallLog.ordered(calls);
  }

  private static List<Path> files(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void read(Path file, LongConsumer progress, List<Call> calls) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
      try (InputStream in = CallLog.open(file, progress)) {
        Tar.each(in, (inner, content) -> packed(inner, content, calls));
      }
    } else if (isJson(name)) {
      try (InputStream in = CallLog.open(file, progress)) {
        byte[] content = in.readNBytes(LARGEST);
        json(name, content, "", calls);
      }
    }
  }

  private static boolean isJson(String name) {
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return plain.endsWith(".json") || plain.endsWith(".jsonl");
  }

  private void packed(String inner, byte[] content, List<Call> calls) throws IOException {
    if (isJson(inner)) {
      String file = inner.substring(inner.lastIndexOf('/') + 1);
      json(inner, content, file.substring(0, file.indexOf('.')), calls);
    }
  }

  /// @param label of all calls; empty where each tells by itself
  private void json(String name, byte[] content, String label, List<Call> calls)
      throws IOException {
    if (isOneValue(content)) {
      try {
        JsonNode root = JSON.readTree(content);
        for (JsonNode event : root.isArray() ? root : root.path("Records")) {
          events.take(event, label, calls);
        }
      } catch (JacksonException e) {
        throw new Fault.Invalid(name + " is no JSON: " + e.getOriginalMessage(), e);
      }
    } else {
      CallLog.lines(
          name, new ByteArrayInputStream(content), line -> events.take(node(line), label, calls));
    }
  }

  /// Whether the file is one array or one object over several lines.
  private static boolean isOneValue(byte[] content) {
    int at = 0;
    while (at < content.length && content[at] <= ' ') {
      at++;
    }
    if (at == content.length || content[at] == '[') {
      return true;
    }
    byte[] records = "\"Records\"".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int end = Math.min(content.length, at + 64);
    for (int i = at; i + records.length <= end; i++) {
      if (java.util.Arrays.equals(content, i, i + records.length, records, 0, records.length)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode node(String line) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new Fault.Invalid("this is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
