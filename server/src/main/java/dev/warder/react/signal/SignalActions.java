package dev.warder.react.signal;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.warder.audit.Ledger;
import dev.warder.model.Effect;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.model.Token;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.HeldBack;
import dev.warder.notify.signal.HeldBackActions;
import dev.warder.notify.signal.HeldBackStore;
import dev.warder.policy.Hold;
import dev.warder.policy.Reaction;
import dev.warder.policy.Standing;
import dev.warder.react.Brakes;
import dev.warder.react.Brakes.Word;
import dev.warder.token.Prepared;
import dev.warder.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what events ask for, recorded before it is done, and as far as their provider is followed:
/// what is beyond waits for somebody's word. Safe for several threads.
public final class SignalActions implements HeldBackActions {
  private static final Logger LOG = LoggerFactory.getLogger(SignalActions.class);
  private static final int REMEMBERED = 20_000;

  /// By issuer.
  private final Map<String, Brakes> brakes;

  private final Subjects subjects;
  private final Standing standing;
  private final Tokens tokens;
  private final Ledger records;
  private final Waiting waiting;
  private final LimitNotices notices;
  private final IdSource ids;
  private final InstantSource clock;

  /// Words that were given: an event that is sent again gets the same, and counts once.
  private final Map<String, Word> given =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Word> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// @param providers whose events are followed
  /// @param store of what is held back
  /// @param outbox through which operators are told of it
  public SignalActions(
      List<Provider> providers,
      Subjects subjects,
      Standing standing,
      Tokens tokens,
      Ledger records,
      HeldBackStore store,
      Outbox outbox,
      IdSource ids,
      InstantSource clock) {
    this.brakes =
        providers.stream()
            .collect(toUnmodifiableMap(Provider::issuer, each -> new Brakes(each.limits())));
    this.subjects = subjects;
    this.standing = standing;
    this.tokens = tokens;
    this.records = records;
    this.waiting = new Waiting(store);
    this.notices = new LimitNotices(outbox, ids);
    this.ids = ids;
    this.clock = clock;
  }

  /// How often something was held back.
  public long limited() {
    return brakes.values().stream().mapToLong(Brakes::limited).sum();
  }

  synchronized void act(Provider provider, SecurityEvent event) {
    Aim aim = Aim.of(event);
    Map<String, Word> words = new LinkedHashMap<>();
    if (aim != Aim.NOTHING) {
      subjects.of(event).forEach(name -> words.put(name, word(aim, provider, event, name)));
    }
    String verb = aim == Aim.LIFT ? "lift" : provider.revoke() ? "revoke" : "quarantine";
    records.ahead("signal.received", event.issuer(), "", received(event, verb, words));
    words.forEach((name, word) -> {
      switch (word) {
        case SHADOW ->
            records.ahead("reaction.shadow", "react", name, details(event, verb, Map.of()));
        case LIMITED -> holdBack(provider, event, name);
        case GO -> {
          if (aim == Aim.END) {
            end(provider, event, name);
          }
          waiting.remove(event.issuer(), Set.of(name));
        }
      }
    });
    if (aim == Aim.LIFT) {
      lift(words);
    }
  }

  private Word word(Aim aim, Provider provider, SecurityEvent event, String name) {
    if (provider.limits().shadow()) {
      return Word.SHADOW;
    }
    if (aim == Aim.LIFT || isHinderedAlready(provider, event, name)) {
      return Word.GO;
    }
    Brakes own = requireNonNull(brakes.get(provider.issuer()));
    return given.computeIfAbsent(
        event.issuer() + " " + event.jti() + " " + name, any -> own.ask(clock.instant()));
  }

  /// Then it hinders nobody more.
  private boolean isHinderedAlready(Provider provider, SecurityEvent event, String name) {
    return provider.revoke()
        ? subjects.living(name).isEmpty()
        : standing.hasHeld(HeldBack.RULE, event.jti(), name) || !holds(name).isEmpty();
  }

  /// Those that events imposed and that are not over.
  private List<Hold> holds(String name) {
    Instant now = clock.instant();
    return standing.all().stream()
        .filter(each -> each.rule().equals(HeldBack.RULE) && each.target().equals(name))
        .filter(each -> !each.isOverAt(now))
        .toList();
  }

  private static Map<String, Object> received(
      SecurityEvent event, String verb, Map<String, Word> words) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("jti", event.jti());
    details.put("types", List.copyOf(event.events().keySet()));
    details.put("done", with(Word.GO, verb, words));
    for (Word word : List.of(Word.SHADOW, Word.LIMITED)) {
      List<String> some = with(word, verb, words);
      if (!some.isEmpty()) {
        details.put(word == Word.SHADOW ? "shadow" : "limited", some);
      }
    }
    return details;
  }

  private static List<String> with(Word word, String verb, Map<String, Word> words) {
    return words.entrySet().stream()
        .filter(each -> each.getValue() == word)
        .map(each -> verb + " " + each.getKey())
        .toList();
  }

  private static Map<String, Object> details(
      SecurityEvent event, String reaction, Map<String, Object> more) {
    return details(event.issuer(), event.jti(), reaction, more);
  }

  private static Map<String, Object> details(
      String issuer, String jti, String reaction, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("reaction", reaction);
    details.put("rule", HeldBack.RULE);
    details.put("incident", jti);
    details.put("issuer", issuer);
    details.putAll(more);
    return details;
  }

  private void holdBack(Provider provider, SecurityEvent event, String name) {
    if (waiting.has(event.issuer(), name)) {
      return;
    }
    waiting.requireRoom();
    Instant now = clock.instant();
    HeldBack one =
        new HeldBack(
            ids.next("act_"),
            event.issuer(),
            event.jti(),
            name,
            provider.revoke(),
            provider.lasts(),
            now);
    int perHour = provider.limits().perHour();
    Map<String, Object> more = Map.of("perHour", perHour, "waiting", one.id());
    records.ahead("reaction.limited", "react", name, details(event, one.reaction(), more));
    waiting.add(one);
    notices.limited(one, perHour);
  }

  private void end(Provider provider, SecurityEvent event, String name) {
    if (provider.revoke()) {
      revoke(event.issuer(), name);
    } else if (!standing.hasHeld(HeldBack.RULE, event.jti(), name)) {
      quarantine(event.issuer(), event.jti(), name, provider.lasts());
    }
  }

  private void revoke(String issuer, String name) {
    String reason = "signal of " + issuer;
    String shown = reason.length() > 200 ? reason.substring(0, 200) : reason;
    for (String id : subjects.living(name)) {
      Prepared<Token> prepared = tokens.revoke(id, shown);
      if (prepared.changes()) {
        String principal = prepared.after().principal().id();
        Map<String, Object> details = Map.of("principal", principal, "reason", shown);
        records.ahead("token.revoked", issuer, id, details);
        var _ = prepared.commit();
      }
    }
  }

  /// In place of those that are over no later.
  private void quarantine(String issuer, String jti, String name, Duration lasts) {
    Instant now = clock.instant();
    boolean token = SecurityEvent.isToken(name);
    Hold hold =
        new Hold(
            ids.next("hld_"),
            token ? Reaction.Whom.TOKEN : Reaction.Whom.PRINCIPAL,
            name,
            HeldBack.RULE,
            jti,
            new Effect.Deny(),
            0,
            now,
            now.plus(lasts));
    Map<String, Object> more = Map.of("hold", hold.id(), "until", hold.until());
    List<Hold> before = holds(name);
    records.ahead("reaction.taken", "react", name, details(issuer, jti, "quarantine", more));
    standing.put(hold);
    before.stream().filter(each -> !each.until().isAfter(hold.until())).forEach(this::lift);
  }

  private void lift(Map<String, Word> words) {
    standing.all().stream()
        .filter(hold -> hold.rule().equals(HeldBack.RULE) && words.get(hold.target()) == Word.GO)
        .forEach(this::lift);
  }

  private void lift(Hold hold) {
    try {
      var _ = standing.lift(hold.id());
    } catch (Fault.NotFound e) {
      LOG.debug("{} was lifted by somebody else", hold.id());
    }
  }

  /// What is older than that is believed no longer.
  synchronized void forgetBefore(Instant time) {
    waiting.removeBefore(time);
  }

  @Override
  public List<HeldBack> waiting() {
    return waiting.all();
  }

  @Override
  public synchronized void carryOut(HeldBack one) {
    waiting.require(one);
    if (one.revokes()) {
      revoke(one.issuer(), one.target());
    } else {
      quarantine(one.issuer(), one.jti(), one.target(), one.lasts());
    }
    waiting.remove(one.issuer(), Set.of(one.target()));
  }

  @Override
  public synchronized void drop(HeldBack one) {
    waiting.require(one);
    waiting.remove(one.issuer(), Set.of(one.target()));
  }
}
