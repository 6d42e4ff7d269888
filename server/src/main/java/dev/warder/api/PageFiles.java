package dev.warder.api;

import com.linecorp.armeria.common.MediaType;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// `/step-up/{id}` and `/enroll/{invitation}`: pages for people, and `/oidc/callback`, where the
/// first goes on when a provider sends its reader back. They hold nothing of anybody; their scripts
/// ask for that.
///
/// Nothing is loaded from elsewhere, no script or style stands in the page, no other site may show
/// it in a frame, and where it leads to is not told to anybody.
final class PageFiles {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
  private static final MediaType SCRIPT = MediaType.parse("text/javascript; charset=utf-8");
  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy", POLICY,
          "referrer-policy", "no-referrer",
          "x-frame-options", "DENY",
          "cross-origin-opener-policy", "same-origin",
          "cross-origin-resource-policy", "same-origin",
          "permissions-policy", "geolocation=(), camera=(), microphone=()");

  List<Endpoint> endpoints() {
    return List.of(
        file("/step-up/{id}", "step-up.html", MediaType.HTML_UTF_8),
        file("/oidc/callback", "step-up.html", MediaType.HTML_UTF_8),
        file("/enroll/{invitation}", "enroll.html", MediaType.HTML_UTF_8),
        file("/assets/step-up.js", "step-up.js", SCRIPT),
        file("/assets/enroll.js", "enroll.js", SCRIPT),
        file("/assets/common.js", "common.js", SCRIPT),
        file("/assets/pages.css", "pages.css", MediaType.CSS_UTF_8));
  }

  private static Endpoint file(String template, String name, MediaType type) {
    Answer answer = new Answer(200, type, read(name).getBytes(StandardCharsets.UTF_8), HEADERS);
    Handler.Immediate show = call -> CompletableFuture.completedFuture(answer.toHttpResponse());
    return new Endpoint("GET", template, show);
  }

  private static String read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream("pages/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
