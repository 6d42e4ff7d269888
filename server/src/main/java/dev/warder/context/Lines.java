package dev.warder.context;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a text file from outside line by line, in bounds: no line longer than 1,000 characters, no
/// more than two million of them, in UTF-8 (a wrong byte becomes U+FFFD and no entry is).
final class Lines {
  private static final int LONGEST_LINE = 1_000;
  private static final int MOST_LINES = 2_000_000;

  /// Takes one line, without its end and without a comment behind it.
  interface Taker {
    /// @param number from 1
    void take(String line, int number) throws Broken;
  }

  private Lines() {}

  /// @param comments which characters begin a comment
  static void each(Path file, String comments, Taker taker) throws Broken {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      int number = 1;
      int c = in.read();
      if (c == '\uFEFF') {
        c = in.read();
      }
      while (c >= 0) {
        if (c == '\n') {
          taker.take(without(line, comments), number);
          line.setLength(0);
          number++;
        } else {
          line.append((char) c);
        }
        if (line.length() > LONGEST_LINE) {
          throw new Broken(number, "longer than " + LONGEST_LINE + " characters");
        }
        if (number > MOST_LINES) {
          throw new Broken("more than " + MOST_LINES + " lines");
        }
        c = in.read();
      }
      taker.take(without(line, comments), number);
    } catch (IOException e) {
      throw new Broken("cannot be read");
    }
  }

  private static String without(StringBuilder line, String comments) {
    int end = line.length();
    for (int i = 0; i < end; i++) {
      if (comments.indexOf(line.charAt(i)) >= 0) {
        end = i;
      }
    }
    return line.substring(0, end).strip();
  }
}
