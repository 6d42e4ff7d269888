package dev.warder.react.signal;

import dev.warder.audit.Event;
import dev.warder.audit.Journal;
import dev.warder.model.Effect;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.model.Token;
import dev.warder.notify.signal.SeenStore;
import dev.warder.policy.Hold;
import dev.warder.policy.PolicyEngine;
import dev.warder.policy.Reaction;
import dev.warder.token.Prepared;
import dev.warder.token.TokenFilter;
import dev.warder.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes in security event tokens. Safe for several threads; one event is dealt with at a time.
public final class SignalReceiver {
  /// The rule that its quarantines name.
  public static final String RULE = "signal";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LONGEST_WAIT_SECONDS = 5;
  private static final Duration OLDEST = Duration.ofDays(30);
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
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

  private record Known(Provider provider, ProviderKeys keys) {}

  private final Map<String, Known> providers = new HashMap<>();
  private final Prefixes prefixes;
  private final PolicyEngine policy;
  private final Tokens tokens;
  private final Journal journal;
  private final SeenStore seen;
  private final IdSource ids;
  private final InstantSource clock;
  private Instant swept = Instant.EPOCH;

  public SignalReceiver(
      List<Provider> providers,
      Prefixes prefixes,
      PolicyEngine policy,
      Tokens tokens,
      Journal journal,
      SeenStore seen,
      IdSource ids,
      InstantSource clock) {
    this.prefixes = prefixes;
    this.policy = policy;
    this.tokens = tokens;
    this.journal = journal;
    this.seen = seen;
    this.ids = ids;
    this.clock = clock;
    providers.forEach(each ->
        this.providers.put(each.issuer(), new Known(each, new ProviderKeys(each.keys(), clock))));
  }

  public boolean hasProviders() {
    return !providers.isEmpty();
  }

  /// Returns when what the event asks for is done, or was done before.
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
      act(known.provider(), event);
      seen.add(event.issuer(), event.jti(), later(now, event.issuedAt()));
    }
  }

  /// What is forgotten cannot count twice: it is older than what is believed.
  private void sweep(Instant now) {
    if (now.isAfter(swept.plus(BETWEEN_SWEEPS))) {
      seen.forgetBefore(now.minus(OLDEST));
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

  private void act(Provider provider, SecurityEvent event) {
    Set<String> names = whom(event);
    boolean ends = event.events().keySet().stream().anyMatch(ENDING::contains);
    List<String> done = new ArrayList<>();
    if (ends) {
      names.forEach(name -> done.add((provider.revoke() ? "revoke " : "quarantine ") + name));
    } else if (event.events().containsKey(ENABLING)) {
      names.forEach(name -> done.add("lift " + name));
    }
    Map<String, Object> details =
        Map.of(
            "jti", event.jti(),
            "types", List.copyOf(event.events().keySet()),
            "done", done);
    record("signal.received", event.issuer(), "", details);
    if (ends) {
      names.forEach(name -> end(provider, event, name));
    } else if (event.events().containsKey(ENABLING)) {
      policy.standing().all().stream()
          .filter(hold -> hold.rule().equals(RULE) && names.contains(hold.target()))
          .forEach(hold -> policy.standing().lift(hold.id()));
    }
  }

  /// Those that it names, and that its issuer may speak of.
  private Set<String> whom(SecurityEvent event) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : event.names(prefixes)) {
      if (prefixes.maySpeakOf(event.issuer(), principal(name))) {
        names.add(name);
      }
    }
    return names;
  }

  private String principal(String name) {
    try {
      return SecurityEvent.isToken(name) ? tokens.find(name).principal().id() : name;
    } catch (Fault.NotFound e) {
      return "";
    }
  }

  private void end(Provider provider, SecurityEvent event, String name) {
    boolean token = SecurityEvent.isToken(name);
    if (provider.revoke()) {
      tokensOf(name, token).forEach(id -> revoke(provider, id));
      return;
    }
    Instant now = clock.instant();
    policy
        .standing()
        .put(
            new Hold(
                ids.next("hld_"),
                token ? Reaction.Whom.TOKEN : Reaction.Whom.PRINCIPAL,
                name,
                RULE,
                event.jti(),
                new Effect.Deny(),
                0,
                now,
                now.plus(provider.lasts())));
  }

  private void revoke(Provider provider, String id) {
    String reason = "signal of " + provider.issuer();
    String shown = reason.length() > 200 ? reason.substring(0, 200) : reason;
    Prepared<Token> prepared = tokens.revoke(id, shown);
    if (prepared.changes()) {
      String principal = prepared.after().principal().id();
      Map<String, Object> details = Map.of("principal", principal, "reason", shown);
      record("token.revoked", provider.issuer(), id, details);
      var _ = prepared.commit();
    }
  }

  private List<String> tokensOf(String name, boolean token) {
    if (token) {
      try {
        return List.of(tokens.find(name).id());
      } catch (Fault.NotFound e) {
        return List.of();
      }
    }
    List<String> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var page = tokens.list(new TokenFilter(name, null, null), 1_000, cursor);
      page.tokens().forEach(each -> all.add(each.id()));
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  /// Returns when it is durable: only then is it done.
  private void record(String kind, String actor, String subject, Map<String, Object> details) {
    Event event = new Event(ids.next("evt_"), clock.instant(), kind, actor, subject, details);
    try {
      var _ = journal.append(event).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Fault.Unavailable("the journal cannot be written: send it again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault.Unavailable("the service is stopping: send it again", e);
    }
  }
}
