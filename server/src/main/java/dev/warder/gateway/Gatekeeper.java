package dev.warder.gateway;

import dev.warder.decide.Caller;
import dev.warder.decide.Callers;
import dev.warder.http.Call;
import dev.warder.model.Address;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import java.util.Iterator;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Lets gateways in: by key, by client certificate, or by the loopback listener where that is on.
///
/// The address alone proves nothing. Whoever shows a key is judged by the key, whatever else would
/// let them in. Those that are turned away leave a record.
final class Gatekeeper {
  private final Callers callers;
  private final BiConsumer<Address, String> turnedAway;
  private final Backlog backlog;

  /// @param turnedAway is told of each call that is not taken, and in a word why
  Gatekeeper(Callers callers, BiConsumer<Address, String> turnedAway, Backlog backlog) {
    this.callers = callers;
    this.turnedAway = turnedAway;
    this.backlog = backlog;
  }

  /// @throws Fault.Unauthenticated where the caller did not prove itself
  /// @throws Fault.Forbidden where it is known but no gateway
  /// @throws Fault.Unavailable where more comes than can be decided: the rest is then decided in
  ///   time
  Caller admit(Call call) {
    Credential key = key(call.headers().valueIterator(TrustedHeaders.GATEWAY_KEY));
    return admit(call, key, Caller.DECIDE);
  }

  /// For dialects whose callers may also send their key as `Authorization: Bearer`.
  ///
  /// @param scope that the caller needs: to decide calls, or to assert who makes them
  Caller admitBearer(Call call, String scope) {
    Iterator<String> keys = call.headers().valueIterator(TrustedHeaders.GATEWAY_KEY);
    return admit(call, keys.hasNext() ? key(keys) : Credentials.bearer(call.headers()), scope);
  }

  private Caller admit(Call call, Credential key, String scope) {
    if (backlog.sheds(call.context().eventLoop().withoutContext())) {
      turnedAway.accept(call.peer(), "overload");
      throw new Fault.Unavailable("more calls come than can be decided", null);
    }
    try {
      Caller caller = caller(call, key);
      caller.require(scope);
      return caller;
    } catch (Fault.Unauthenticated unknown) {
      turnedAway.accept(call.peer(), "gateway-unknown");
      throw unknown;
    } catch (Fault.Forbidden noGateway) {
      turnedAway.accept(call.peer(), "gateway-without-scope");
      throw noGateway;
    }
  }

  /// That a gateway which was let in asked what cannot be understood.
  void unreadable(Call call) {
    turnedAway.accept(call.peer(), "malformed");
  }

  private Caller caller(Call call, Credential key) {
    if (!(key instanceof Credential.Absent)) {
      return callers.authenticate(call.presentationOfCaller(key));
    }
    String subject = call.certificate();
    if (subject != null) {
      return callers.certificate(subject);
    }
    if (call.loopback()) {
      return callers.loopback();
    }
    throw new Fault.Unauthenticated("a gateway proves itself with X-Warder-Gateway-Key");
  }

  private static Credential key(Iterator<String> values) {
    @Nullable String found = null;
    while (values.hasNext()) {
      String value = values.next();
      if (found != null && !found.equals(value)) {
        return new Credential.Conflicting();
      }
      found = value;
    }
    return found == null ? new Credential.Absent() : Credential.of(found);
  }
}
