package dev.warder.context;

import dev.warder.model.Client;
import java.util.List;

/// Tells the common browsers apart by their products alone: what is left where the full parser may
/// not run. Coarser, and at the price of the tokenizer.
final class BrowserTokens {
  /// Product and the browser that it means; the first that is there decides, as each browser also
  /// names the ones that it descends from.
  private static final String[][] MARKS = {
    {"Edg", "Edge"},
    {"Edge", "Edge"},
    {"OPR", "Opera"},
    {"Opera", "Opera"},
    {"SamsungBrowser", "Samsung Internet"},
    {"YaBrowser", "Yandex Browser"},
    {"Vivaldi", "Vivaldi"},
    {"Firefox", "Firefox"},
    {"FxiOS", "Firefox iOS"},
    {"CriOS", "Chrome Mobile iOS"},
    {"HeadlessChrome", "HeadlessChrome"},
    {"Chromium", "Chromium"},
    {"Chrome", "Chrome"},
    {"Version", "Safari"},
    {"MSIE", "IE"},
    {"Trident", "IE"},
  };

  private BrowserTokens() {}

  static Client read(String userAgent, List<Product> products) {
    String os = Platform.of(products).os();
    String platform = os.isEmpty() ? "browser" : "browser/" + os;
    for (String[] mark : MARKS) {
      for (Product product : products) {
        if (product.lastWord().equals(mark[0])) {
          return new Client(
              mark[1], product.version(), platform, os, Client.Kind.BROWSER, userAgent);
        }
      }
    }
    String name = userAgent.startsWith("Opera/") ? "Opera" : "Mozilla";
    String version = products.isEmpty() ? "" : products.getFirst().version();
    return new Client(name, version, platform, os, Client.Kind.BROWSER, userAgent);
  }
}
