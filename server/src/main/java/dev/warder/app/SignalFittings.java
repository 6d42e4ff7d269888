package dev.warder.app;

import dev.warder.api.SignalIntakeApi;
import dev.warder.app.settings.Settings;
import dev.warder.audit.Event;
import dev.warder.audit.Journal;
import dev.warder.audit.Ledger;
import dev.warder.audit.RefusedCallers;
import dev.warder.http.Endpoint;
import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import dev.warder.model.RecordFeed;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.RefusedSignal;
import dev.warder.notify.signal.SigningKey;
import dev.warder.notify.signal.Transmitter;
import dev.warder.policy.PolicyEngine;
import dev.warder.react.signal.Prefixes;
import dev.warder.react.signal.Refused;
import dev.warder.react.signal.SignalActions;
import dev.warder.react.signal.SignalReceiver;
import dev.warder.react.signal.Subjects;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteHeldBackStore;
import dev.warder.store.sqlite.SqliteSeenStore;
import dev.warder.store.sqlite.SqliteSignalStore;
import dev.warder.store.sqlite.SqliteStreamStore;
import dev.warder.token.Tokens;
import dev.warder.token.provider.ProviderSettings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shared Signals, put together as configured.
final class SignalFittings {
  private SignalFittings() {}

  /// Absent where nothing is to be transmitted.
  static @Nullable Transmitter transmitter(
      Settings settings,
      DataFolder folder,
      RecordFeed feed,
      SqliteDatabase database,
      Tokens tokens,
      Journal journal,
      IdSource ids,
      InstantSource clock,
      Closing closing) {
    URI url = settings.server().publicUrl();
    if (!settings.signals().transmit() || url == null) {
      return null;
    }
    String issuer = url.toString().replaceAll("/+$", "");
    Transmitter.Identity identity =
        new Transmitter.Identity(
            issuer,
            SigningKey.open(folder.keys().resolve("signals.key")),
            settings.signals().privateReceivers(),
            token -> owner(tokens, token));
    IdSource unguessable = new IdSource(clock, new SecureRandom());
    return closing.add(
        new Transmitter(
            identity,
            feed,
            new SqliteSignalStore(database),
            new SqliteStreamStore(database),
            () -> unguessable.next("set_"),
            clock,
            signal -> {
              var _ = journal.append(record(signal, ids, clock));
            }));
  }

  /// That an event is lost for its receiver, by the receiver's own word.
  private static Event record(RefusedSignal signal, IdSource ids, InstantSource clock) {
    return new Event(
        ids.next("evt_"),
        clock.instant(),
        "signal.refused",
        signal.owner(),
        signal.stream(),
        Map.of("jti", signal.jti(), "err", signal.code()));
  }

  static SignalReceiver receiver(
      Settings settings,
      PolicyEngine policy,
      Tokens tokens,
      Outbox outbox,
      Journal journal,
      SqliteDatabase database,
      IdSource ids,
      InstantSource clock) {
    SignalActions actions =
        new SignalActions(
            settings.signals().from(),
            new Subjects(prefixes(settings.identity().providers()), tokens),
            policy.standing(),
            tokens,
            new Ledger(journal, ids, clock),
            new SqliteHeldBackStore(database),
            outbox,
            ids,
            clock);
    return new SignalReceiver(
        settings.signals().from(), actions, new SqliteSeenStore(database), clock);
  }

  private static Prefixes prefixes(List<ProviderSettings> providers) {
    Map<String, String> all = new HashMap<>();
    providers.forEach(each -> all.put(each.issuer(), each.naming().prefix()));
    return new Prefixes(all);
  }

  /// None where nobody is believed.
  static List<Endpoint> intake(SignalReceiver receiver, RefusedCallers refused) {
    if (!receiver.hasProviders()) {
      return List.of();
    }
    SignalIntakeApi.Intake intake =
        set -> {
          try {
            receiver.receive(set);
            return Map.of();
          } catch (Refused e) {
            return Map.of("err", e.code(), "description", e.description());
          }
        };
    return new SignalIntakeApi(intake, refused).endpoints();
  }

  private static String owner(Tokens tokens, String token) {
    try {
      return tokens.find(token).principal().id();
    } catch (Fault.NotFound e) {
      return "";
    }
  }
}
