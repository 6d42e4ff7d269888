package dev.warder.notify.signal;

import java.util.Arrays;
import java.util.List;

/// What can be told, by the URI that the specifications give it.
public enum EventType {
  SESSION_REVOKED("caep/event-type/session-revoked"),
  CREDENTIAL_CHANGE("caep/event-type/credential-change"),
  TOKEN_CLAIMS_CHANGE("caep/event-type/token-claims-change"),
  ASSURANCE_LEVEL_CHANGE("caep/event-type/assurance-level-change"),
  RISK_LEVEL_CHANGE("caep/event-type/risk-level-change"),
  /// Of the framework itself: sent whether asked for or not.
  VERIFICATION("ssf/event-type/verification"),
  STREAM_UPDATED("ssf/event-type/stream-updated");

  private static final String BASE = "https://schemas.openid.net/secevent/";

  private final String uri;

  EventType(String path) {
    this.uri = BASE + path;
  }

  public String uri() {
    return uri;
  }

  /// Those that a receiver may ask for.
  static List<String> supported() {
    return Arrays.stream(values())
        .filter(each -> each != VERIFICATION && each != STREAM_UPDATED)
        .map(EventType::uri)
        .toList();
  }
}
