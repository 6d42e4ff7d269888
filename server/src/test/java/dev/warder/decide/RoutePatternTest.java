package dev.warder.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Fault;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {
  @ParameterizedTest
  @CsvSource({
    "GET /orders/{id}, GET, api, /orders/42, true",
    "GET /orders/{id}, POST, api, /orders/42, false",
    "GET /orders/{id}, GET, api, /orders/, false",
    "GET /orders/{id}, GET, api, /orders, false",
    "GET /orders/{id}, GET, api, /orders/42/items, false",
    "GET /orders/{id}, GET, api, /Orders/42, false",
    "* /admin/**, DELETE, api, /admin/users/7, true",
    "* /admin/**, GET, api, /admin, true",
    "* /admin/**, GET, api, /admin/, true",
    "* /admin/**, GET, api, /administrator, false",
    "* /**, GET, api, /, true",
    "* /**, PATCH, api, /anything/at/all, true",
    "* api.example.com/**, GET, api.example.com, /x, true",
    "* API.example.com/**, GET, api.example.com, /x, true",
    "* api.example.com/**, GET, evil.example.com, /x, false",
    "GET /files/*.txt, GET, api, /files/a.txt, true",
    "GET /files/*.txt, GET, api, /files/a.bin, false",
    "GET /files/*.txt, GET, api, /files/a/b.txt, false",
    "GET /v*/x*z, GET, api, /v2/xyyz, true",
    "GET /v*/x*z, GET, api, /v2/xyy, false",
    "GET /, GET, api, /, true",
    "GET /, GET, api, /x, false",
  })
  void matches(String pattern, String method, String host, String path, boolean matches) {
    assertThat(RoutePattern.parse(pattern).matches(method, host, path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET",
        "/orders",
        "get /orders",
        "GET orders",
        "GET /a//b",
        "GET /**/b",
        "GET /a**",
        "GET /{a",
        "GET /x{a}",
        "GET *.example.com/a",
        "GET  /a b"
      })
  void whatIsNoPatternIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> RoutePattern.parse(text))
        .isInstanceOf(Fault.Invalid.class)
        .hasMessageContaining("\"" + text + "\" is no route pattern");
  }

  @Property
  void starsNeverTakeForever(@ForAll @StringLength(max = 200) String path) {
    RoutePattern pattern = RoutePattern.parse("* /" + "*a".repeat(50));
    assertThat(pattern.matches("GET", "", "/" + path.replace('/', 'a') + "!")).isFalse();
  }
}
