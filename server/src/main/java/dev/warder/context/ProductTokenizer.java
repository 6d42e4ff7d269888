package dev.warder.context;

import java.util.ArrayList;
import java.util.List;

/// Cuts a `User-Agent` into its products: `product[/version] *(RWS (product / comment))` of RFC
/// 9110, read generously, because what is sent is not always that.
///
/// Commas, semicolons and square brackets separate as blanks do; brackets may nest; a word without
/// a version belongs to the word behind it (`Chef Client/10.18.2`), and a number behind a word is
/// its version (`gitlab-runner 16.5.0`). One pass, linear in the length, at most [#MOST] products.
final class ProductTokenizer {
  static final int MOST = 48;
  private static final int MOST_WORDS = 4;
  private static final String SEPARATORS = " \t,;[]\"'";

  private final String text;
  private final List<Product> products = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private int wordCount;
  private int depth;
  private int at;

  private ProductTokenizer(String text) {
    this.text = text;
  }

  static List<Product> tokens(String userAgent) {
    ProductTokenizer tokenizer = new ProductTokenizer(userAgent);
    tokenizer.read();
    return tokenizer.products;
  }

  private void read() {
    while (at < text.length() && products.size() < MOST) {
      char c = text.charAt(at);
      if (c == '(' || c == ')') {
        flush();
        depth = c == '(' ? depth + 1 : Math.max(0, depth - 1);
        at++;
      } else if (c == '\\') {
        at += 2; // a quoted pair in a comment
      } else if (SEPARATORS.indexOf(c) >= 0) {
        if (c != ' ' && c != '\t') {
          flush();
        }
        at++;
      } else {
        word();
      }
    }
    flush();
  }

  private void word() {
    int start = at;
    skipTo("/()");
    String name = text.substring(start, at);
    String version = "";
    if (at < text.length() && text.charAt(at) == '/') {
      start = ++at;
      skipTo("()");
      version = text.substring(start, at);
    }
    boolean first = words.isEmpty();
    if (isAddress(name)) {
      flush();
    } else if (isVersion(name)) {
      versionAlone(name);
    } else if (!first && !name.isEmpty() && !Character.isLetterOrDigit(name.charAt(0))) {
      flush();
    } else {
      append(name);
      if (!version.isEmpty()) {
        versioned(version);
      }
    }
  }

  private void skipTo(String ends) {
    while (at < text.length()
        && SEPARATORS.indexOf(text.charAt(at)) < 0
        && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
  }

  private void append(String name) {
    if (wordCount == MOST_WORDS) {
      flush();
    }
    if (!words.isEmpty()) {
      words.append(' ');
    }
    words.append(name, 0, Math.min(name.length(), 2 * Product.LONGEST_NAME));
    wordCount++;
  }

  private void versioned(String version) {
    emit(words.toString(), version);
    clear();
  }

  /// A number behind a word is its version; `OpenAI/Python 1.3.5` has its version there too.
  private void versionAlone(String version) {
    if (!words.isEmpty()) {
      versioned(version);
      return;
    }
    Product last = products.isEmpty() ? null : products.getLast();
    if (last != null && depth == 0 && !last.inComment() && isWord(last.version())) {
      products.set(products.size() - 1, new Product(last.name(), version, false));
      emit(last.version(), "");
    }
  }

  private void flush() {
    if (!words.isEmpty()) {
      emit(words.toString(), "");
      clear();
    }
  }

  private void clear() {
    words.setLength(0);
    wordCount = 0;
  }

  private void emit(String name, String version) {
    if (!name.isBlank() && Character.isLetterOrDigit(name.charAt(0))) {
      products.add(new Product(name, version, depth > 0));
    }
  }

  private static boolean isVersion(String word) {
    int from = word.startsWith("v") ? 1 : 0;
    return word.length() > from && Character.isDigit(word.charAt(from));
  }

  private static boolean isWord(String version) {
    return !version.isEmpty() && version.chars().allMatch(Character::isLetter);
  }

  private static boolean isAddress(String word) {
    return word.startsWith("+http") || word.startsWith("http:") || word.startsWith("https:");
  }
}
