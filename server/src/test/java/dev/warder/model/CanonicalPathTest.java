package dev.warder.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {
  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/orders/42, /orders/42",
    "/orders/42?x=1, /orders/42",
    "/orders/, /orders/",
    "/%6Frders, /orders",
    "/caf%C3%A9, /café",
    "/a%20b, /a b",
    "/file.txt, /file.txt",
    "/..., /...",
    "/100%25, /100%",
  })
  void isDecodedOnce(String target, String path) {
    String expected = path.equals("/...") ? "/..." : path;
    assertThat(CanonicalPath.parse(target).path()).isEqualTo(expected);
  }

  /// CVE-2026-33494, CVE-2025-54576, CVE-2026-41059, CVE-2026-26205 and their kind.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "http://example.com/",
        "*",
        "/public/../admin",
        "/public/%2e%2e/admin",
        "/public/.%2E/admin",
        "/./admin",
        "/a/..",
        "/a/.",
        "//admin",
        "/a//b",
        "/admin;x=1",
        "/admin%3bx",
        "/a%2fb",
        "/a%2Fb",
        "/a%5cb",
        "/a\\b",
        "/a#b",
        "/a%23b",
        "/a%3fb",
        "/a%00",
        "/a%0a",
        "/a\nb",
        "/a b",
        "/%",
        "/%4",
        "/%zz",
        "/%252e%252e/",
        "/%c0%ae",
        "/%ff",
        "/é",
        "/a?b#c",
        "/a?b c",
        "/a%7f"
      })
  void whatCanBeReadInTwoWaysIsRefused(String target) {
    assertThatThrownBy(() -> CanonicalPath.parse(target)).isInstanceOf(Fault.Invalid.class);
  }

  @FuzzTest(maxDuration = "5s")
  void whatPassesHoldsNothingAmbiguous(FuzzedDataProvider data) {
    String target = data.consumeRemainingAsString();
    try {
      String path = CanonicalPath.parse(target).path();
      assertThat(path).startsWith("/").doesNotContain("//", "/./", "/../", "\\", ";", "?", "#");
      assertThat(path.endsWith("/.") || path.endsWith("/..")).isFalse();
      assertThat(path.chars().noneMatch(c -> c < 0x20 || c == 0x7F)).isTrue();
    } catch (Fault.Invalid refused) {
      assertThat(refused.publicText()).isNotEmpty();
    }
  }
}
