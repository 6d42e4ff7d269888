package dev.warder.api;

import dev.warder.audit.Ledger;
import dev.warder.audit.RefusedCallers;
import dev.warder.http.Endpoint;
import dev.warder.http.Links;
import dev.warder.model.IdSource;
import dev.warder.notify.signal.Transmitter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Everything that a running Warder can be asked and told over HTTP, but decisions.
public final class ManagementApi {
  private final List<Endpoint> endpoints;

  /// @param refused counts callers that did not prove themselves
  /// @param ids of events
  /// @param measures of the same decisions that the decider makes
  /// @param recent is told of them too
  /// @param doors further endpoints of the server, for its description only
  public ManagementApi(
      ApiRooms rooms,
      RefusedCallers refused,
      IdSource ids,
      InstantSource clock,
      Measures measures,
      RecentDecisions recent,
      Readiness readiness,
      Links links,
      List<Endpoint> doors) {
    Ledger ledger = new Ledger(rooms.journal(), ids, clock);
    Observed observed = new Observed(rooms.journal(), ids, clock, rooms.risk(), rooms.monitor());
    ObservationsApi observations =
        new ObservationsApi(new OutcomeReports(observed, rooms.reader(), recent));
    List<Operation> operations = operations(rooms, ledger, observations, links, clock);
    List<Endpoint> open = new ArrayList<>();
    open.addAll(
        new HealthApi(rooms.journal(), rooms.forwarding(), readiness, rooms.policy()).endpoints());
    open.addAll(new MetricsApi(measures, rooms, clock).endpoints());
    open.addAll(new OAuthMetadata(links).endpoints());
    open.addAll(people(rooms, refused, ledger, links));
    Transmitter transmitter = rooms.transmitter();
    if (transmitter != null) {
      SignalsApi signals = new SignalsApi(transmitter);
      open.addAll(signals.endpoints());
      operations.addAll(signals.operations());
    }

    List<Endpoint> described = new ArrayList<>(open);
    described.addAll(doors);
    List<Operation> oauth =
        concat(
            new OAuthApi(rooms.callers(), rooms.tokens(), links).operations(),
            new ExchangeApi(rooms.callers(), rooms.tokens()).operations());
    open.add(new OpenApi(concat(operations, oauth), described).endpoint());

    Desk desk = new Desk(rooms.callers(), refused, ledger, links);
    OAuthDesk clients = new OAuthDesk(rooms.callers(), refused, ledger);
    List<Endpoint> all = new ArrayList<>(open);
    operations.forEach(operation -> all.add(desk.endpoint(operation)));
    oauth.forEach(operation -> all.add(clients.endpoint(operation)));
    endpoints = measures.timed(all);
  }

  private static List<Operation> operations(
      ApiRooms rooms,
      Ledger ledger,
      ObservationsApi observations,
      Links links,
      InstantSource clock) {
    Teaching teaching = new Teaching(ledger, rooms.reader(), rooms.risk(), clock);
    List<Operation> all = new ArrayList<>();
    all.addAll(new TokensApi(rooms.tokens(), rooms.principals(), rooms.lastUses()).operations());
    all.addAll(
        new PrincipalsApi(
                rooms.tokens(),
                rooms.principals(),
                rooms.lastUses(),
                rooms.risk(),
                ledger,
                rooms.erasure())
            .operations());
    all.addAll(new FactorsApi(rooms.stepUp(), rooms.principals(), links).operations());
    all.addAll(new StandingsApi(rooms.principals()).operations());
    all.addAll(new PolicyApi(rooms.policy()).operations());
    all.addAll(new DecisionsApi(rooms, links).operations());
    all.addAll(new FeedbackApi(teaching).operations());
    all.addAll(new AuditApi(rooms.reader(), rooms.search(), rooms.cursors()).operations());
    all.addAll(observations.operations());
    all.addAll(new IntelApi(rooms.intel(), clock).operations());
    all.addAll(new EventsApi(rooms.feed(), rooms.callers()).operations());
    all.addAll(new ReactionsApi(rooms.policy().standing(), rooms.heldBack()).operations());
    all.addAll(new IncidentsApi(rooms.incidents(), teaching, rooms.cursors()).operations());
    return all;
  }

  /// What is open to people who have a link and no token.
  private static List<Endpoint> people(
      ApiRooms rooms, RefusedCallers refused, Ledger ledger, Links links) {
    PublicDesk desk = new PublicDesk(refused);
    List<Endpoint> all = new ArrayList<>();
    all.addAll(new StepUpApi(rooms, refused, links).endpoints(desk));
    all.addAll(new ProofApi(rooms.stepUp(), rooms.tokens(), ledger, links).endpoints(desk));
    all.addAll(new EnrolApi(rooms.stepUp().enrolment()).endpoints(desk));
    all.addAll(new PageFiles().endpoints());
    return all;
  }

  private static <T> List<T> concat(List<T> some, List<T> others) {
    List<T> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  /// The routes, for the server's table.
  public List<Endpoint> endpoints() {
    return endpoints;
  }
}
