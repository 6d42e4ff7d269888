package dev.warder.context;

/// One product of a `User-Agent`, RFC 9110 section 10.1.5.
///
/// @param name one word, or several where only the last one carries a version
/// @param version as written; empty where there is none
/// @param inComment whether it stood in brackets
record Product(String name, String version, boolean inComment) {
  static final int LONGEST_NAME = 64;
  static final int LONGEST_VERSION = 32;
  private static final int UUID_LENGTH = 36;

  Product {
    name = Text.bounded(withoutUuid(name), LONGEST_NAME);
    version = Text.bounded(version, LONGEST_VERSION);
  }

  String lastWord() {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  /// `tool_39f95f43-cd2f-4beb-b69e-be60b6fe1f57` is `tool`: what differs at each run names nobody.
  private static String withoutUuid(String name) {
    int cut = name.length() - UUID_LENGTH - 1;
    if (cut < 1 || (name.charAt(cut) != '_' && name.charAt(cut) != '-')) {
      return name;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = name.charAt(cut + 1 + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return name;
      }
    }
    return name.substring(0, cut);
  }
}
