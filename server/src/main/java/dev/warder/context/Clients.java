package dev.warder.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warder.model.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which program a `User-Agent` stands for, remembered for as many as fit into 8 million
/// characters.
///
/// Only the first [#LONGEST] characters count, so that a header of 64 KB costs no more than one of
/// 1 KB; two that begin alike are one.
final class Clients {
  static final int LONGEST = 1024;
  private static final int MOST_CHARACTERS = 8_000_000;
  private static final int ENTRY_COST = 200;

  private final ClientReader reader = new ClientReader();
  private final Browsers browsers;
  private final Cache<String, Client> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String userAgent, Client client) -> userAgent.length() + ENTRY_COST)
          .build();

  Clients(Browsers browsers) {
    this.browsers = browsers;
  }

  void warmUp() {
    browsers.warmUp();
  }

  Client of(String userAgent) {
    Client hit = userAgent.length() <= LONGEST ? known.getIfPresent(userAgent) : null;
    return hit != null ? hit : ofBounded(Text.bounded(userAgent, LONGEST).strip());
  }

  private Client ofBounded(String userAgent) {
    if (userAgent.isEmpty() || userAgent.equals("-")) {
      return Client.UNKNOWN;
    }
    Client hit = known.getIfPresent(userAgent);
    return hit != null ? hit : read(userAgent);
  }

  private Client read(String userAgent) {
    List<Product> products = ProductTokenizer.tokens(userAgent);
    if (!Browsers.looksLikeOne(userAgent) || reader.isNoBrowser(products)) {
      return remember(userAgent, reader.read(userAgent, products));
    }
    boolean busy = browsers.isBusy(userAgent);
    @Nullable Client browser = busy ? null : browsers.read(userAgent, products);
    if (browser != null) {
      return remember(userAgent, browser);
    }
    Client coarse = BrowserTokens.read(userAgent, products);
    return busy ? coarse : remember(userAgent, coarse);
  }

  private Client remember(String userAgent, Client client) {
    known.put(userAgent, client);
    return client;
  }
}
