package dev.warder.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads a web server's log in the combined format as calls of an API, a token to each address.
final class WebLog {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+) \\S+ \\S+ \\[([^]]+)] \"(\\S+) (.*?)(?: HTTP/[\\d.]+)?\" (\\d+) \\S+"
              + "(?: \"(?:[^\"\\\\]|\\\\.)*\" \"((?:[^\"\\\\]|\\\\.)*)\")?.*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  private WebLog() {}

  static List<LoggedCall> read(Path file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return lines
          .lines()
          .map(WebLog::call)
          .sorted(Comparator.comparing(LoggedCall::time))
          .toList();
    }
  }

  private static LoggedCall call(String line) {
    Matcher match = LINE.matcher(line);
    if (!match.matches()) {
      throw new AssertionError("not a line of a web log: " + line);
    }
    String agent = match.group(6);
    return new LoggedCall(
        OffsetDateTime.parse(match.group(2), TIME).toInstant(),
        "visitor-" + match.group(1),
        "user",
        match.group(3),
        "www.example.com",
        match.group(4),
        match.group(1),
        agent == null || agent.equals("-") ? null : agent,
        Integer.parseInt(match.group(5)));
  }
}
