package dev.warder.context;

import dev.warder.context.KnownClients.Known;
import dev.warder.model.Client;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses, among the products of a `User-Agent`, the program that made the call.
///
/// Agents, CI runners and robots are looked for everywhere, as they often hide in a browser's
/// comment; then the first known tool, then the first known SDK, then the first name that is more
/// than scenery.
final class ClientReader {
  /// Names that tell of anything but the program.
  private static final Set<String> SCENERY =
      Set.of(
          "mozilla",
          "applewebkit",
          "gecko",
          "apn",
          "hashicorp",
          "os",
          "lang",
          "md",
          "ua",
          "cfg",
          "api",
          "io",
          "http",
          "vendor",
          "exec-env",
          "botocore",
          "aws-internal",
          "compatible",
          "mobile",
          "version",
          "khtml",
          "m",
          "cpu",
          "arch",
          "kernel",
          "git-commit",
          "app",
          "promise",
          "vsservices");

  private final KnownClients known = KnownClients.bundled();

  /// @param userAgent in bounds already
  Client read(String userAgent, List<Product> products) {
    Product chosen = choose(products);
    if (chosen == null) {
      return new Client("", "", "", "", Client.Kind.UNKNOWN, userAgent);
    }
    Known what = known.find(chosen);
    Platform platform = Platform.of(products).orRuntime(what == null ? "" : what.runtime());
    return new Client(
        called(chosen, what),
        chosen.version(),
        platform.text(),
        platform.os(),
        what == null ? kindOfUnknown(chosen) : what.kind(),
        userAgent);
  }

  /// Whether a string that begins as a browser's says itself that it is something else.
  boolean isNoBrowser(List<Product> products) {
    return first(products, true, Client.Kind.AGENT, Client.Kind.CI, Client.Kind.ROBOT) != null
        || first(products, false, Client.Kind.TOOL, Client.Kind.TOOL, Client.Kind.TOOL) != null;
  }

  private @Nullable Product choose(List<Product> products) {
    Product hidden = first(products, true, Client.Kind.AGENT, Client.Kind.CI, Client.Kind.ROBOT);
    if (hidden != null) {
      return hidden;
    }
    Product tool = first(products, false, Client.Kind.TOOL, Client.Kind.TOOL, Client.Kind.TOOL);
    if (tool != null) {
      return tool;
    }
    Product sdk = first(products, false, Client.Kind.SDK, Client.Kind.SDK, Client.Kind.SDK);
    return sdk != null ? sdk : unknown(products);
  }

  private @Nullable Product first(
      List<Product> products, boolean inComments, Client.Kind a, Client.Kind b, Client.Kind c) {
    for (Product product : products) {
      Known what = inComments || !product.inComment() ? known.find(product) : null;
      if (what != null && (what.kind() == a || what.kind() == b || what.kind() == c)) {
        return product;
      }
    }
    return null;
  }

  private static @Nullable Product unknown(List<Product> products) {
    Product fallback = null;
    for (Product product : products) {
      if (product.inComment()) {
        continue;
      }
      String name = product.name();
      boolean scenery = SCENERY.contains(name.toLowerCase(Locale.ROOT)) || Platform.isSystem(name);
      if (!scenery && !Platform.isRuntime(name)) {
        return product;
      }
      fallback = fallback == null ? product : fallback;
    }
    return fallback;
  }

  private static Client.Kind kindOfUnknown(Product product) {
    return Platform.isRuntime(product.name()) ? Client.Kind.SDK : Client.Kind.UNKNOWN;
  }

  /// A known program behind words that only decorate it goes by its own name.
  private String called(Product product, @Nullable Known what) {
    Product last = new Product(product.lastWord(), product.version(), product.inComment());
    boolean whole = what == null || product.name().indexOf(' ') < 0;
    return whole || known.find(last) == null ? product.name() : last.name();
  }
}
