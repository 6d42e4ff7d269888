package dev.warder.gateway;

import dev.warder.decide.Callers;
import dev.warder.http.Endpoint;
import dev.warder.http.Links;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// All doors that gateways knock at: a path each, and no guessing of dialects.
public final class Doors {
  private final Gatekeeper gatekeeper;
  private final AttemptReader reader;
  private final String secrets;
  private final Judge judge;
  private final Links links;
  private final InstantSource clock;

  /// Whoever decides, and can say why.
  ///
  /// @param decide never throws; fails closed
  /// @param because one sentence per factor of a decision's risk, in order
  public record Judge(
      Function<Attempt, CompletableFuture<Decision>> decide,
      Function<Decision, List<String>> because) {}

  /// @param turnedAway is told of each gateway that did not prove itself, and in a word why
  public Doors(
      DoorSettings settings,
      Callers callers,
      BiConsumer<Address, String> turnedAway,
      Judge judge,
      Links links,
      InstantSource clock) {
    this.gatekeeper = new Gatekeeper(callers, turnedAway);
    this.reader = new AttemptReader(settings, clock);
    this.secrets = String.join(",", settings.secretHeaders());
    this.judge = judge;
    this.links = links;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    NativeDialect json =
        new NativeDialect(gatekeeper, reader, judge.decide(), judge.because(), links, clock);
    return List.of(
        new Endpoint("POST", "/v1/decisions", json),
        new Endpoint(Endpoint.ANY, "/authz/nginx", door(new NginxDialect())),
        new Endpoint(Endpoint.ANY, "/authz/forward", door(new ForwardDialect())),
        new Endpoint(Endpoint.ANY, "/authz/haproxy", door(new HaproxyDialect())),
        new Endpoint(Endpoint.ANY, EnvoyDialect.PREFIX + "/**", door(new EnvoyDialect(secrets))));
  }

  private HeaderDoor door(Dialect dialect) {
    return new HeaderDoor(dialect, gatekeeper, reader, judge.decide(), links);
  }
}
