package dev.warder.app.settings;

import dev.warder.model.Cidr;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// A kind of value: how it is described, and how it is read from text.
///
/// @param read gets the text and the folder that relative paths start from; throws
///   IllegalArgumentException with what the value must be, or a fault that says all
/// @param words the values that there are, where they can be counted
record Kind<T>(String name, BiFunction<String, Path, T> read, Set<String> words) {

  Kind(String name, BiFunction<String, Path, T> read) {
    this(name, read, Set.of());
  }

  static final Kind<String> TEXT = new Kind<>("text", (text, base) -> notBlank(text));

  static final Kind<Path> PATH =
      new Kind<>(
          "path",
          (text, base) -> {
            try {
              return base.resolve(notBlank(text)).normalize();
            } catch (InvalidPathException e) {
              throw new IllegalArgumentException("must be a path", e);
            }
          });

  static final Kind<Cidr> NETWORK =
      new Kind<>(
          "network",
          (text, base) ->
              Cidr.parse(text)
                  .orElseThrow(() -> wrong("must be an address or a network such as 10.0.0.0/8")));

  static final Kind<URI> URL = new Kind<>("URL", (text, base) -> url(text));

  static final Kind<Boolean> YES_OR_NO = choice(Ordered.of("true", true, "false", false));

  static Kind<Integer> whole(int least, int most) {
    return new Kind<>(
        "number, " + least + " to " + most,
        (text, base) -> {
          boolean isWhole =
              !text.isEmpty() && text.length() < 10 && text.chars().allMatch(Kind::digit);
          int value = isWhole ? Integer.parseInt(text) : -1;
          if (value < least || value > most) {
            throw wrong("must be a whole number from " + least + " to " + most);
          }
          return value;
        });
  }

  static Kind<Duration> duration(Duration least, Duration most) {
    String range = Amounts.show(least) + " to " + Amounts.show(most);
    return new Kind<>(
        "duration, " + range,
        (text, base) ->
            Amounts.duration(text)
                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0)
                .orElseThrow(() -> wrong("must be a duration such as 15m, " + range)));
  }

  static Kind<Long> size(long least) {
    return new Kind<>(
        "size",
        (text, base) ->
            Amounts.size(text)
                .filter(s -> s >= least)
                .orElseThrow(() -> wrong("must be a size such as 50GB, at least " + least + "B")));
  }

  static <T> Kind<T> choice(Map<String, T> choices) {
    String names = String.join(", ", choices.keySet());
    return new Kind<>(
        "one of " + names,
        (text, base) -> {
          T value = choices.get(text);
          if (value == null) {
            throw wrong("must be one of " + names);
          }
          return value;
        },
        choices.keySet());
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw wrong("must not be empty");
    }
    return text;
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null && url.getQuery() == null && url.getFragment() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be a URL such as https://warder.example.com", e);
    }
    throw wrong("must be a URL such as https://warder.example.com");
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(text);
  }
}
