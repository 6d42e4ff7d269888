package dev.warder.context;

import dev.warder.model.Client;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.UserAgent;

/// Tells browsers apart with the ua-parser project's regular expressions, on a budget.
///
/// A thousand expressions take tens to hundreds of microseconds on a string that was never seen, so
/// a flood of made-up browsers could burn a core. Parsing may take a tenth of one core's time, with
/// half a second saved up; beyond that, and until the expressions have been compiled, the caller
/// falls back to the tokenizer.
final class Browsers {
  /// Real browsers need about 250 characters.
  static final int LONGEST = 512;

  static final long SAVED_NANOS = 500_000_000L;
  private static final int SHARE = 10;

  private static final Executor BACKGROUND =
      task -> Thread.ofVirtual().name("browsers").start(task);

  private final CompletableFuture<BrowserExpressions> expressions =
      CompletableFuture.supplyAsync(BrowserExpressions::new, BACKGROUND);
  private final LongSupplier nanoTime;
  private long savedNanos = SAVED_NANOS;
  private long lastNanos;

  Browsers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  void warmUp() {
    BrowserExpressions ready = expressions.join();
    String firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    var _ = ready.browser(firefox);
    var _ = ready.system(firefox);
  }

  static boolean looksLikeOne(String userAgent) {
    return userAgent.startsWith("Mozilla/") || userAgent.startsWith("Opera/");
  }

  /// The browser; null where it is none that is known, or the budget is spent.
  @Nullable Client read(String userAgent, List<Product> products) {
    if (userAgent.length() > LONGEST
        || !expressions.isDone()
        || expressions.isCompletedExceptionally()) {
      return null;
    }
    long start = nanoTime.getAsLong();
    if (!maySpend(start)) {
      return null;
    }
    UserAgent browser = expressions.join().browser(userAgent);
    OS os = expressions.join().system(userAgent);
    spend(nanoTime.getAsLong() - start);
    if (browser == null || browser.family == null || browser.family.equals("Other")) {
      return null;
    }
    String system = system(os, products);
    return new Client(
        Text.bounded(browser.family, Product.LONGEST_NAME),
        Text.bounded(version(browser), Product.LONGEST_VERSION),
        system.isEmpty() ? "browser" : "browser/" + system,
        system,
        Client.Kind.BROWSER,
        userAgent);
  }

  /// Whether a later try could give a better answer than now.
  boolean isBusy(String userAgent) {
    return userAgent.length() <= LONGEST
        && (!expressions.isDone() || !maySpend(nanoTime.getAsLong()));
  }

  private synchronized boolean maySpend(long now) {
    savedNanos = Math.min(SAVED_NANOS, savedNanos + (now - lastNanos) / SHARE);
    lastNanos = now;
    return savedNanos > 0;
  }

  private synchronized void spend(long nanos) {
    savedNanos -= nanos;
  }

  private static String version(UserAgent browser) {
    StringBuilder version = new StringBuilder();
    for (String part : new String[] {browser.major, browser.minor, browser.patch}) {
      if (part == null || part.isEmpty()) {
        break;
      }
      version.append(version.isEmpty() ? "" : ".").append(part);
    }
    return version.toString();
  }

  private static String system(@Nullable OS os, List<Product> products) {
    String own = Platform.of(products).os();
    if (!own.isEmpty() || os == null || os.family == null || os.family.equals("Other")) {
      return own;
    }
    return Text.bounded(os.family, Product.LONGEST_VERSION).toLowerCase(Locale.ROOT);
  }
}
