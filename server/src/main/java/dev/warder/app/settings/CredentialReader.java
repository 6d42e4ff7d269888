package dev.warder.app.settings;

import dev.warder.app.settings.Settings.CredentialPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads where in a call a credential may stand.
final class CredentialReader {
  /// A header's name (an RFC 9110 token), in lower case.
  static final Kind<String> HEADER_NAME =
      new Kind<>(
          "header name",
          (text, base) -> {
            if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
              throw new IllegalArgumentException("must be the name of a header");
            }
            return text.toLowerCase(Locale.ROOT);
          });

  private static final String FORMS = "bearer, basicPassword, {header: NAME} or {query: PARAMETER}";

  private CredentialReader() {}

  static List<CredentialPlace> read(Section root) {
    List<Tree> items =
        root.items(
            "credential",
            "list of " + FORMS,
            "[bearer]",
            "Where in a call its credential may stand. Two different ones are refused.");
    if (items == null) {
      return List.of(new CredentialPlace.Bearer());
    }
    List<CredentialPlace> places = new ArrayList<>();
    for (Tree item : items) {
      CredentialPlace place = place(root, item);
      if (place != null && places.contains(place)) {
        root.report(item.where(), "credential names a place twice");
      } else if (place != null) {
        places.add(place);
      }
    }
    if (items.isEmpty()) {
      root.report(root.where("credential"), "credential must name at least one place");
    }
    return places;
  }

  private static @Nullable CredentialPlace place(Section root, Tree item) {
    return switch (item) {
      case Tree.Text text when text.text().equals("bearer") -> new CredentialPlace.Bearer();
      case Tree.Text text when text.text().equals("basicPassword") ->
          new CredentialPlace.BasicPassword();
      case Tree.Keys keys when keys.entries().size() == 1 -> named(root, keys);
      default -> wrong(root, item);
    };
  }

  private static @Nullable CredentialPlace named(Section root, Tree.Keys keys) {
    String form = keys.entries().keySet().iterator().next();
    Section section = root.item("credential", keys);
    if (form.equals("header")) {
      String name = section.optional("header", HEADER_NAME, "A header that holds the credential.");
      return name == null ? null : new CredentialPlace.Header(name);
    }
    if (form.equals("query")) {
      String parameter =
          section.optional("query", Kind.TEXT, "A query parameter that holds the credential.");
      return parameter == null ? null : new CredentialPlace.Query(parameter);
    }
    return wrong(root, keys);
  }

  private static @Nullable CredentialPlace wrong(Section root, Tree item) {
    root.report(item.where(), "an item of credential must be " + FORMS);
    return null;
  }
}
