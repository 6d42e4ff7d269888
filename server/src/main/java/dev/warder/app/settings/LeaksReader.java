package dev.warder.app.settings;

import dev.warder.app.settings.Settings.LeakAction;
import dev.warder.app.settings.Settings.Leaks;
import java.nio.file.Path;

/// Reads who may report leaked tokens, and what becomes of these.
final class LeaksReader {
  static final Kind<String> FILE_OR_ADDRESS =
      new Kind<>(
          "path or https address",
          (text, base) -> {
            if (text.startsWith("https://")
                || text.matches("http://(127\\.0\\.0\\.1|\\[::1])[:/].*")) {
              return Kind.URL.read().apply(text, base).toString();
            }
            if (text.startsWith("http:")) {
              throw new IllegalArgumentException("must be a path or an https address");
            }
            return Kind.PATH.read().apply(text, base).toString();
          });

  private LeaksReader() {}

  static Leaks read(Section section) {
    LeakAction action =
        section.value(
            "action",
            Kind.choice(Ordered.of("revoke", LeakAction.REVOKE, "mark", LeakAction.MARK)),
            "revoke",
            "What is done with a token that leaked: `revoke` ends it, `mark` gives it the tag"
                + " `leaked` for policies to read.");
    String keys =
        section.optional(
            "githubKeys",
            FILE_OR_ADDRESS,
            "Where the keys of GitHub's secret scanning are published. Off unless set.");
    Path secret =
        section.optional(
            "webhookSecret",
            Kind.PATH,
            "A file with the secret of other finders of tokens. Off unless set.");
    section.end();
    return new Leaks(action, keys, secret);
  }
}
