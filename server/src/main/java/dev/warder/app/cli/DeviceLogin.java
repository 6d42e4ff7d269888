package dev.warder.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The device authorization grant (RFC 8628): the program shows a code, a person confirms it in a
/// browser, wherever that is.
final class DeviceLogin {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final long USUAL_INTERVAL = 5;
  private static final long SLOWER = 5;
  private static final long LONGEST_WAIT = 3600;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String issuer;
  private final String clientId;

  DeviceLogin(String issuer, String clientId) {
    this.issuer = issuer;
    this.clientId = clientId;
  }

  /// What a person is asked to confirm.
  record Question(String page, String code) {}

  /// @param expiresIn seconds
  record Login(String token, long expiresIn) {}

  private record Answer(int status, JsonNode json) {
    String error() {
      return json.path("error").asString("");
    }
  }

  Login run(String scope, Consumer<Question> ask) {
    String slash = issuer.endsWith("/") ? "" : "/";
    JsonNode about =
        good(
            send(
                HttpRequest.newBuilder(safe(issuer + slash + ".well-known/openid-configuration"))));
    if (!about.path("issuer").asString("").equals(issuer)) {
      throw Stop.usage(
          issuer + " calls itself " + Table.plain(about.path("issuer").asString("")),
          "Write the issuer exactly as it calls itself.");
    }
    String begins = about.path("device_authorization_endpoint").asString("");
    if (begins.isEmpty()) {
      throw Stop.refused("the provider lets no devices log in", "Ask its administrator.");
    }
    JsonNode begun = good(post(safe(begins), "client_id", clientId, "scope", scope));
    String page = begun.path("verification_uri_complete").asString("");
    ask.accept(
        new Question(
            page.isEmpty() ? begun.path("verification_uri").asString("") : page,
            begun.path("user_code").asString("")));
    return await(safe(about.path("token_endpoint").asString("")), begun);
  }

  private Login await(URI at, JsonNode begun) {
    long interval = Math.clamp(begun.path("interval").asLong(USUAL_INTERVAL), 1, 60);
    long left = Math.clamp(begun.path("expires_in").asLong(0), 0, LONGEST_WAIT);
    while (left > 0) {
      pause(interval);
      left -= interval;
      Answer answer =
          post(
              at,
              "grant_type",
              GRANT,
              "device_code",
              begun.path("device_code").asString(""),
              "client_id",
              clientId);
      if (answer.status() == 200) {
        JsonNode said = answer.json();
        return new Login(said.path("access_token").asString(""), said.path("expires_in").asLong(0));
      }
      switch (answer.error()) {
        case "authorization_pending" -> {}
        case "slow_down" -> interval += SLOWER;
        case "access_denied" -> throw Stop.refused("the login was denied", "Begin anew.");
        case "expired_token" -> throw late();
        default -> throw refused(answer);
      }
    }
    throw late();
  }

  private static Stop late() {
    return Stop.refused("nobody confirmed the code in time", "Begin anew.");
  }

  private static JsonNode good(Answer answer) {
    if (answer.status() != 200) {
      throw refused(answer);
    }
    return answer.json();
  }

  private static Stop refused(Answer answer) {
    String why = answer.json().path("error_description").asString(answer.error());
    return Stop.refused(
        "the provider says no (" + answer.status() + "): " + Table.plain(why),
        "Check issuer and client id, and whether that client may log devices in.");
  }

  /// Names and values in turn.
  private Answer post(URI at, String... pairs) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(pairs[i])
          .append('=')
          .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(at)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  private Answer send(HttpRequest.Builder request) {
    HttpRequest whole = request.timeout(ANSWER).header("Accept", "application/json").build();
    try {
      HttpResponse<InputStream> response = http.send(whole, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(LONGEST_ANSWER);
        return new Answer(response.statusCode(), Output.JSON.readTree(bytes));
      }
    } catch (ConnectException e) {
      throw Stop.environment("nobody answers at " + whole.uri().getHost(), "Check --issuer.", e);
    } catch (IOException | JacksonException e) {
      throw Stop.environment(
          "the provider does not answer like one", "Check --issuer, and try again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stop.environment("interrupted", "Try again.", e);
    }
  }

  private static void pause(long seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stop.environment("interrupted", "Try again.", e);
    }
  }

  /// https, or on this machine: what comes back opens the door to management.
  private static URI safe(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw Stop.usage("\"" + Table.plain(text) + "\" is no URL", "Check --issuer.");
    }
    throw Stop.usage("\"" + Table.plain(text) + "\" is no https URL", "Check --issuer.");
  }
}
