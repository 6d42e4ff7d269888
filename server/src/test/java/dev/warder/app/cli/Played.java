package dev.warder.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// One run of the command line inside the test.
record Played(int exit, String out, String err) {
  static Played in(Path folder, Map<String, String> environment, String input, String... line) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            environment,
            folder,
            false);
    int exit = Launch.run(terminal, line);
    return new Played(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
