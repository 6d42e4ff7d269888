package dev.warder.context;

import dev.warder.model.Client;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The programs that are known by name, from `clients.tsv`: what kind each is, and in which runtime
/// it lives.
final class KnownClients {
  /// @param runtime empty where it is no matter of course
  record Known(Client.Kind kind, String runtime) {}

  private record Prefix(String text, Known known) {}

  private static final Known ROBOT = new Known(Client.Kind.ROBOT, "");
  private static final Known SERVICE = new Known(Client.Kind.TOOL, "");

  private final Map<String, Known> names = new HashMap<>();
  private final List<Prefix> prefixes = new ArrayList<>();

  private KnownClients() {}

  static KnownClients bundled() {
    KnownClients clients = new KnownClients();
    for (String[] cells : Tables.rows("clients.tsv", 3)) {
      Client.Kind kind = Client.Kind.valueOf(cells[1].toUpperCase(Locale.ROOT));
      Known known = new Known(kind, cells[2]);
      if (cells[0].endsWith("*")) {
        String text = cells[0].substring(0, cells[0].length() - 1);
        clients.prefixes.add(new Prefix(text, known));
      } else {
        clients.names.put(cells[0], known);
      }
    }
    return clients;
  }

  /// By the whole name, then by its last word.
  @Nullable Known find(Product product) {
    Known known = find(product.name().toLowerCase(Locale.ROOT));
    boolean several = known == null && product.name().indexOf(' ') > 0;
    return several ? find(product.lastWord().toLowerCase(Locale.ROOT)) : known;
  }

  private @Nullable Known find(String name) {
    Known known = names.get(name);
    if (known != null) {
      return known;
    }
    for (Prefix prefix : prefixes) {
      if (name.startsWith(prefix.text)) {
        return prefix.known;
      }
    }
    if (isRobot(name)) {
      return ROBOT;
    }
    return name.endsWith(".amazonaws.com") ? SERVICE : null;
  }

  /// Crawlers call themselves so, nearly all.
  private static boolean isRobot(String name) {
    return (name.endsWith("bot") && !name.equals("cubot"))
        || name.endsWith("spider")
        || name.endsWith("crawler");
  }
}
