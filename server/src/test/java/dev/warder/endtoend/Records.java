package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/// The decision records that stand in a journal, read as anybody could read them.
record Records(List<String> decisions) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Records of(Path data) throws IOException {
    TreeMap<String, Path> segments = new TreeMap<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(data.resolve("journal"), "*.{jsonl,jsonl.gz}")) {
      files.forEach(file -> segments.put(file.getFileName().toString(), file));
    }
    List<String> ids = new ArrayList<>();
    for (Path segment : segments.values()) {
      read(segment, ids);
    }
    return new Records(ids);
  }

  Set<String> ids() {
    return new TreeSet<>(decisions);
  }

  private static void read(Path segment, List<String> ids) throws IOException {
    try (BufferedReader lines = open(segment)) {
      String line = lines.readLine();
      while (line != null) {
        String next = lines.readLine();
        if (next != null || isWhole(segment)) {
          String id = JSON.readTree(line).path("id").asString("");
          if (id.startsWith("dec_")) {
            ids.add(id);
          }
        }
        line = next;
      }
    }
  }

  /// Without its newline, the last line was cut short by a crash, and never answered.
  private static boolean isWhole(Path segment) throws IOException {
    if (segment.toString().endsWith(".gz")) {
      return true;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(segment)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) == '\n';
    }
  }

  private static BufferedReader open(Path segment) throws IOException {
    InputStream raw = Files.newInputStream(segment);
    InputStream bytes = segment.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    return new BufferedReader(new InputStreamReader(bytes, UTF_8));
  }
}
