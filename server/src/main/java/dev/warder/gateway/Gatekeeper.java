package dev.warder.gateway;

import dev.warder.decide.Caller;
import dev.warder.http.Call;
import dev.warder.model.Address;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets gateways in: by key, by client certificate, or by the loopback listener where that is on.
///
/// The address alone proves nothing. Whoever shows a key is judged by the key, whatever else would
/// let them in.
public final class Gatekeeper {
  private final BiFunction<Credential, Address, Caller> byKey;
  private final Function<String, Caller> byCertificate;

  /// @param byKey verifies a gateway's key; throws `Fault.Unauthenticated`
  /// @param byCertificate takes the subject of a certificate that TLS has verified
  public Gatekeeper(
      BiFunction<Credential, Address, Caller> byKey, Function<String, Caller> byCertificate) {
    this.byKey = byKey;
    this.byCertificate = byCertificate;
  }

  /// @throws Fault.Unauthenticated where the caller did not prove itself
  /// @throws Fault.Forbidden where it is known but no gateway
  Caller admit(Call call) {
    Caller caller = caller(call, key(call.headers().valueIterator(TrustedHeaders.GATEWAY_KEY)));
    caller.require(Caller.DECIDE);
    return caller;
  }

  /// For dialects whose callers may also send their key as `Authorization: Bearer`.
  Caller admitBearer(Call call) {
    Iterator<String> keys = call.headers().valueIterator(TrustedHeaders.GATEWAY_KEY);
    Credential own = keys.hasNext() ? key(keys) : Credentials.bearer(call.headers());
    Caller caller = caller(call, own);
    caller.require(Caller.DECIDE);
    return caller;
  }

  private Caller caller(Call call, Credential key) {
    if (!(key instanceof Credential.Absent)) {
      return byKey.apply(key, call.peer());
    }
    String subject = call.certificate();
    if (subject != null) {
      return byCertificate.apply(subject);
    }
    if (call.loopback()) {
      return byCertificate.apply("loopback");
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
