package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.model.Attempt;
import dev.warder.model.Decision;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Secret;
import dev.warder.token.Issued;
import dev.warder.token.NewToken;
import dev.warder.token.Prepared;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A whole service inside another program, on a clock of that program's choice.
public final class Embedded implements AutoCloseable {
  private final Service service;
  private final Wiring wiring;

  private Embedded(Service service) {
    this.service = service;
    this.wiring = service.wiring();
  }

  /// Listens, and is ready, when it returns.
  public static Embedded start(Settings settings, InstantSource clock) throws IOException {
    return new Embedded(Service.listen(settings, clock));
  }

  public int port() {
    return service.port();
  }

  /// Makes a token, and a record of that.
  public Secret issue(String name, PrincipalKind kind, List<String> scopes) {
    NewToken wanted = NewToken.of(new Principal(name, kind), name, scopes);
    Prepared<Issued> prepared = wiring.tokens.create(wanted, null);
    String id = prepared.after().id();
    wiring.record("token.created", id, Map.of("principal", name, "scopes", scopes));
    Secret secret = prepared.commit().secret();
    if (secret == null) {
      throw new IllegalStateException("a new token has a secret");
    }
    return secret;
  }

  /// Decides a call without HTTP in between.
  public Decision decide(Attempt attempt) {
    return wiring.decider.decide(attempt).join();
  }

  /// One sentence for each factor of the decision's risk, in order.
  public List<String> because(Decision decision) {
    return wiring.decider.because(decision);
  }

  /// @param listener is told of every decision, before it is answered; must be quick
  public void listen(Consumer<Decision> listener) {
    wiring.listeners.add(listener);
  }

  @Override
  public void close() {
    service.close();
  }
}
