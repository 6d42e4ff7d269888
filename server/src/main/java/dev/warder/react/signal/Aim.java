package dev.warder.react.signal;

import java.util.Set;

/// What an event asks for.
enum Aim {
  /// Whom it is about may do nothing any more.
  END,
  /// Whom it is about may do again what was theirs.
  LIFT,
  NOTHING;

  private static final String BASE = "https://schemas.openid.net/secevent/";
  private static final Set<String> ENDING =
      Set.of(
          BASE + "caep/event-type/session-revoked",
          BASE + "risc/event-type/sessions-revoked",
          BASE + "risc/event-type/account-disabled",
          BASE + "risc/event-type/account-purged",
          BASE + "risc/event-type/account-credential-change-required",
          BASE + "risc/event-type/credential-compromise");
  private static final String ENABLING = BASE + "risc/event-type/account-enabled";

  /// One that asks for both ends: what is stricter counts.
  static Aim of(SecurityEvent event) {
    if (event.events().keySet().stream().anyMatch(ENDING::contains)) {
      return END;
    }
    return event.events().containsKey(ENABLING) ? LIFT : NOTHING;
  }
}
