package dev.warder.gateway;

import dev.warder.decide.Callers;
import dev.warder.decide.Search;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Links;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// All doors that gateways knock at: a path each, and no guessing of dialects.
public final class Doors {
  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final Traces traces;
  private final Set<String> secrets;
  private final Directory directory;
  private final Judge judge;
  private final Links links;
  private final InstantSource clock;

  /// Whoever decides, and can say why.
  ///
  /// @param decide never throws; fails closed
  /// @param because one sentence per factor of a decision's risk, in order
  /// @param permitted which candidates of a search could pass
  public record Judge(
      Function<Attempt, CompletableFuture<Decision>> decide,
      Function<Decision, List<String>> because,
      Function<Search, CompletableFuture<List<Attempt>>> permitted) {}

  /// @param directory what is known of those whom callers assert
  /// @param turnedAway is told of each gateway that did not prove itself, and in a word why
  public Doors(
      DoorSettings settings,
      Directory directory,
      Callers callers,
      BiConsumer<Address, String> turnedAway,
      Judge judge,
      Links links,
      InstantSource clock) {
    this.gatekeeper = new Gatekeeper(callers, turnedAway, new Backlog(settings.deadline()));
    this.directory = directory;
    this.reader = new AttemptReader(settings, clock);
    this.traces = settings.traces();
    this.secrets = settings.secretHeaders();
    this.judge = judge;
    this.links = links;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    NativeDialect json =
        new NativeDialect(gatekeeper, reader, judge.decide(), judge.because(), links, clock);
    Dialect envoy = new EnvoyDialect(String.join(",", secrets));
    List<Endpoint> endpoints = new ArrayList<>(asserting());
    endpoints.addAll(
        List.of(
            new Endpoint("POST", "/v1/decisions", json),
            new Endpoint(Endpoint.ANY, "/authz/nginx", door(new NginxDialect())),
            new Endpoint(Endpoint.ANY, "/authz/forward", door(new ForwardDialect())),
            new Endpoint(Endpoint.ANY, "/authz/haproxy", door(new HaproxyDialect())),
            new Endpoint(Endpoint.ANY, EnvoyDialect.PREFIX + "/**", door(envoy)),
            new Endpoint(
                "POST",
                EnvoyGrpcDialect.PATH,
                new EnvoyGrpcDialect(gatekeeper, reader, judge.decide(), links, secrets)),
            new Endpoint(
                "POST",
                TokenReviewDialect.PATH,
                new TokenReviewDialect(gatekeeper, reader, judge.decide()))));
    return endpoints.stream().map(this::recorded).toList();
  }

  private Endpoint recorded(Endpoint endpoint) {
    Handler handler =
        switch (endpoint.handler()) {
          case Handler.WithBody door -> new RecordedDoor(door, gatekeeper);
          case Handler.Unread door -> RecordedDoor.unread(door, gatekeeper);
          case Handler.Immediate door -> door;
          case Handler.Blocking door -> door;
        };
    return new Endpoint(endpoint.method(), endpoint.template(), handler);
  }

  /// Those whose callers vouch for somebody without a token.
  private List<Endpoint> asserting() {
    AssertedCalls calls = new AssertedCalls(directory, traces, clock);
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(new AuthzenDialect(gatekeeper, calls, judge.decide(), links).endpoints());
    endpoints.addAll(new AuthzenSearch(gatekeeper, calls, judge.permitted()).endpoints());
    endpoints.addAll(new AuthzenMetadata(links).endpoints());
    AccessReviewDialect reviews = new AccessReviewDialect(gatekeeper, calls, judge.decide());
    endpoints.add(new Endpoint("POST", "/k8s/subject-access-review", reviews));
    return endpoints;
  }

  private HeaderDoor door(Dialect dialect) {
    return new HeaderDoor(dialect, gatekeeper, reader, judge.decide(), links);
  }
}
