package dev.warder.app;

import dev.warder.api.ApiRooms;
import dev.warder.api.Erasure;
import dev.warder.api.PolicyRecords;
import dev.warder.app.settings.Settings;
import dev.warder.audit.Event;
import dev.warder.audit.IndexFeeder;
import dev.warder.audit.Journal;
import dev.warder.audit.JournalFeed;
import dev.warder.audit.JournalReader;
import dev.warder.audit.RecordIndex;
import dev.warder.audit.RefusedCallers;
import dev.warder.audit.Seals;
import dev.warder.audit.Search;
import dev.warder.context.Intel;
import dev.warder.context.Senses;
import dev.warder.decide.Callers;
import dev.warder.decide.Decider;
import dev.warder.decide.Rooms;
import dev.warder.gateway.Directory;
import dev.warder.model.IdSource;
import dev.warder.model.RecordFeed;
import dev.warder.monitor.Incident;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Monitor;
import dev.warder.notify.forward.Forwarding;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.signal.Transmitter;
import dev.warder.policy.PolicyEngine;
import dev.warder.react.Reactor;
import dev.warder.react.signal.SignalReceiver;
import dev.warder.risk.RiskEngine;
import dev.warder.stepup.Challenges;
import dev.warder.stepup.StepUp;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteHoldStore;
import dev.warder.store.sqlite.SqliteIncidentStore;
import dev.warder.store.sqlite.SqliteOutboxStore;
import dev.warder.store.sqlite.SqlitePolicyStore;
import dev.warder.store.sqlite.SqliteRecordIndex;
import dev.warder.store.sqlite.SqliteTokenStore;
import dev.warder.store.sqlite.SqliteUseLog;
import dev.warder.token.Cursors;
import dev.warder.token.LastUses;
import dev.warder.token.Peppers;
import dev.warder.token.Tokens;
import dev.warder.token.Verifier;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole service but its doors, put together by hand: read it from top to bottom.
///
/// What is opened later may use what was opened before; closing goes the other way round.
public final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final Closing closing = new Closing();

  final Settings settings;
  final InstantSource clock;
  final IdSource ids;
  final Journal journal;
  final JournalReader reader;
  final IndexFeeder feeder;
  final Search search;
  final Forwarding forwarding;
  final RecordFeed feed;
  final Tracing tracing;
  final Outbox outbox;
  final Notices notices;
  final @Nullable Transmitter transmitter;
  final Tokens tokens;
  final Identities identities;
  final LastUses lastUses;
  final Peppers peppers;
  final Intel intel;
  final Senses senses;
  final RiskEngine risk;
  final Erasure erasure;
  final PolicyEngine policy;
  final Callers callers;
  final RefusedCallers refused;
  final Reactor reactor;
  final SignalReceiver receiver;
  final Incidents incidents;
  final Monitor monitor;
  final StepUp stepUp;
  final Questions questions;
  final Decider decider;
  final Directory directory;
  final boolean adminTokenIsNew;
  final Listeners listeners = new Listeners();

  /// @throws dev.warder.model.StartupFailure where the folder or a file in it cannot be used
  /// @throws dev.warder.model.Fault where what was configured or kept cannot be used
  public static Wiring open(Settings settings) throws IOException {
    return open(settings, Clocks.MILLISECONDS, Ahead.NOTHING);
  }

  static Wiring open(Settings settings, InstantSource clock, Ahead ahead) throws IOException {
    return new Wiring(settings, clock, ahead);
  }

  private Wiring(Settings settings, InstantSource clock, Ahead ahead) throws IOException {
    this.settings = settings;
    this.clock = clock;
    try {
      SecureRandom random = new SecureRandom();
      ids = new IdSource(clock, () -> ThreadLocalRandom.current().nextLong());
      DataFolder folder = DataFolder.prepare(settings.data());

      // The journal comes first: it holds the folder's lock.
      journal = closing.add(Journal.open(Fittings.journal(settings), ids, clock));
      reader = closing.add(JournalReader.open(folder.path(), journal.seals()));

      RecordIndex index = closing.add(new SqliteRecordIndex(folder.searchIndex()));
      feeder =
          closing.add(new IndexFeeder(JournalReader.open(folder.path(), journal.seals()), index));
      search = new Search(reader, index, feeder::doubt);

      feed = new JournalFeed(closing.add(JournalReader.open(folder.path(), Seals.none())));
      forwarding =
          closing.add(
              new Forwarding(feed, settings.audit().forward(), folder.forwarding(), System.out));

      Restoring restoring = Restoring.begin(settings, folder, clock, ahead);
      SqliteDatabase database = closing.add(SqliteDatabase.open(folder.database()));
      outbox =
          closing.add(
              new Outbox(
                  settings.channels(),
                  new SqliteOutboxStore(database),
                  clock,
                  lost -> recordLater(Tellings.lost(lost, ids, clock))));
      tracing = closing.add(Tracing.open(settings));
      listeners.add(tracing);
      notices = new Notices(outbox, tracing);
      SqliteTokenStore tokenStore = new SqliteTokenStore(database);
      peppers = Peppers.open(folder.keys(), ids, random);
      peppers.require(tokenStore.index().keyIds());
      lastUses = closing.add(new LastUses(new SqliteUseLog(database)));
      tokens = new Tokens(tokenStore, peppers, ids, random, clock);
      transmitter =
          SignalFittings.transmitter(
              settings, folder, feed, database, tokens, journal, ids, clock, closing);
      identities = Identities.open(settings, database, peppers, tokenStore, clock, closing);
      Verifier verifier = identities.verifier();
      intel = ahead.intel(Fittings.intel(settings, folder));
      senses = new Senses(intel);
      Restoring.Restored restored = restoring.await();
      risk = restored.engine();
      erasure = Memory.keep(restored, journal.seals(), reader, feeder, closing);

      PolicyFolder policies = PolicyFolder.of(settings.policy(), settings.policyFolder());
      policy =
          PolicyEngine.open(
              new SqlitePolicyStore(database),
              policies.read(),
              ahead.compiler(settings),
              clock,
              new PolicyRecords(journal, ids, clock));
      policy.standing().trace(tokens::parentsOf);
      policy.standing().keepIn(new SqliteHoldStore(database));
      closing.add(new Ticker("reactions", SWEEP, () -> policy.standing().sweep(clock.instant())));
      receiver =
          SignalFittings.receiver(settings, policy, tokens, outbox, journal, database, ids, clock);
      reactor =
          closing.add(ReactFittings.reactor(settings, policy, tokens, outbox, journal, ids, clock));

      directory = DirectoryFile.read(settings.directory());
      if (policies.isWatched()) {
        PolicyWatch watch = new PolicyWatch(policies, policy, this::record);
        closing.add(new Ticker("policy-folder", Duration.ofSeconds(1), watch::look));
      }

      callers = new Callers(verifier, policy.standing(), lastUses, clock);
      refused = new RefusedCallers(journal.floods(), ids, clock, this::recordLater);
      closing.add(new Ticker("refused-callers", Duration.ofSeconds(1), refused::flush));
      questions = new Questions(notices::asked);
      stepUp =
          StepUpFittings.open(
              identities,
              folder,
              database,
              tokenStore.index(),
              new JournalChronicle(journal, ids, clock),
              questions,
              ids,
              random,
              clock);
      Challenges challenges = closing.add(stepUp.challenges());
      Memory.recall(challenges, reader, clock.instant());
      closing.add(new Ticker("challenges", Duration.ofSeconds(2), challenges::sweep));
      listeners.add(challenges::decided);
      Rooms rooms = new Rooms(verifier, lastUses, senses, risk, policy, journal, challenges);
      incidents =
          new Incidents(new SqliteIncidentStore(database), ids, clock, this::recordIncident);
      monitor =
          closing.add(new Monitor(settings.detectors(), Fittings.tactics(settings), incidents));
      listeners.add(monitor::decided);
      decider =
          closing.add(
              new Decider(
                  rooms,
                  Fittings.routes(settings),
                  ids,
                  clock,
                  settings.deadline(),
                  List.of(listeners)));
      adminTokenIsNew = FirstToken.issue(folder, tokens, this::record);
      record("service.started", settings.data().toString(), Fittings.told(settings, policy, risk));
    } catch (IOException | RuntimeException e) {
      closing.closeAll();
      throw e;
    }
  }

  /// What is managed over HTTP.
  ApiRooms managed() {
    return new ApiRooms(
        callers,
        tokens,
        identities.principals(),
        lastUses,
        new Cursors(peppers),
        policy,
        journal,
        reader,
        search,
        feeder,
        forwarding,
        feed,
        outbox,
        transmitter,
        receiver.actions(),
        intel,
        risk,
        stepUp,
        erasure,
        decider,
        incidents,
        monitor);
  }

  /// Writes an event of the service itself, and waits until it is safe.
  void record(String kind, String subject, Map<String, Object> details) {
    Event event = new Event(ids.next("evt_"), clock.instant(), kind, "warder", subject, details);
    var _ = journal.append(event).join();
  }

  private void recordIncident(Incident incident) {
    reactor.changed(incident);
    recordLater(Tellings.record(incident, ids, clock));
    notices.changed(incident);
  }

  /// Writes an event that nobody waits for.
  private void recordLater(Event event) {
    var _ = journal.append(event);
  }

  /// Whether this start wrote `admin.token`: worth saying once.
  public boolean adminTokenIsNew() {
    return adminTokenIsNew;
  }

  public Decider decider() {
    return decider;
  }

  public RiskEngine risk() {
    return risk;
  }

  @Override
  public void close() {
    try {
      record("service.stopped", settings.data().toString(), Map.of());
    } catch (CompletionException e) {
      LOG.warn("that the service stops could not be recorded", e);
    } finally {
      closing.closeAll();
    }
  }
}
