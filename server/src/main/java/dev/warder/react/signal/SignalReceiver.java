package dev.warder.react.signal;

import dev.warder.model.Fault;
import dev.warder.notify.signal.SeenStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes in security event tokens. Safe for several threads; one event is dealt with at a time.
public final class SignalReceiver {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration OLDEST = Duration.ofDays(30);
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private record Known(Provider provider, ProviderKeys keys) {}

  private final Map<String, Known> providers = new HashMap<>();
  private final SignalActions actions;
  private final SeenStore seen;
  private final InstantSource clock;
  private Instant swept = Instant.EPOCH;

  /// @param providers whose events are believed
  public SignalReceiver(
      List<Provider> providers, SignalActions actions, SeenStore seen, InstantSource clock) {
    this.actions = actions;
    this.seen = seen;
    this.clock = clock;
    providers.forEach(each ->
        this.providers.put(each.issuer(), new Known(each, new ProviderKeys(each.keys(), clock))));
  }

  public boolean hasProviders() {
    return !providers.isEmpty();
  }

  public SignalActions actions() {
    return actions;
  }

  /// Returns when what the event asks for is done, or waits for somebody's word, or was dealt with
  /// before.
  ///
  /// @throws Refused where it is not believed
  /// @throws Fault.Unavailable where it cannot be dealt with now: to be sent again
  public synchronized void receive(String set) throws Refused {
    String[] parts = set.strip().split("\\.", -1);
    if (parts.length != 3) {
      throw new Refused("invalid_request", "a security event token has three parts");
    }
    JsonNode head = json(parts[0]);
    SecurityEvent event = SecurityEvent.of(json(parts[1]));
    Known known = providers.get(event.issuer());
    if (known == null) {
      throw new Refused("invalid_issuer", "the issuer is not configured here");
    }
    verify(known, head, parts);
    if (!event.audience().contains(known.provider().audience())) {
      throw new Refused("invalid_audience", "the event is for somebody else");
    }
    Instant now = clock.instant();
    if (event.issuedAt().isBefore(now.minus(OLDEST))) {
      throw new Refused("invalid_request", "the event was issued more than 30 days ago");
    }
    sweep(now);
    if (!seen.contains(event.issuer(), event.jti())) {
      actions.act(known.provider(), event);
      seen.add(event.issuer(), event.jti(), later(now, event.issuedAt()));
    }
  }

  /// What is forgotten cannot count twice: it is older than what is believed.
  private void sweep(Instant now) {
    if (now.isAfter(swept.plus(BETWEEN_SWEEPS))) {
      seen.forgetBefore(now.minus(OLDEST));
      actions.forgetBefore(now.minus(OLDEST));
      swept = now;
    }
  }

  /// An event from a clock that goes ahead of ours is believed for longer, so it is kept for
  /// longer.
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static JsonNode json(String part) throws Refused {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException | JacksonException e) {
      throw new Refused("invalid_request", "a part of the token is no JSON in base64url");
    }
  }

  private static void verify(Known known, JsonNode head, String[] parts) throws Refused {
    boolean typed = head.path("typ").asString("").equals("secevent+jwt");
    if (!typed || !head.path("alg").asString("").equals("RS256") || head.has("crit")) {
      throw new Refused("invalid_request", "events have typ secevent+jwt and alg RS256");
    }
    @Nullable PublicKey key = known.keys().find(head.path("kid").asString(""));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      if (key != null) {
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
          return;
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new Refused("invalid_key", "the signature cannot be read");
    }
    throw new Refused("invalid_key", "the signature is not by a key of the issuer");
  }
}
