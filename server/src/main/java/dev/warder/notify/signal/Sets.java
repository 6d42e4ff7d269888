package dev.warder.notify.signal;

import java.time.Instant;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Makes security event tokens (RFC 8417) of signals.
final class Sets {
  private final String issuer;
  private final SigningKey key;
  private final Supplier<String> ids;

  Sets(String issuer, SigningKey key, Supplier<String> ids) {
    this.issuer = issuer;
    this.key = key;
    this.ids = ids;
  }

  SignalStore.Waiting of(Stream stream, Signal signal, Instant now) {
    return set(stream, signal.type(), signal.subject(), signal.txn(), signal.payload(), now);
  }

  /// About the stream itself.
  SignalStore.Waiting about(Stream stream, EventType type, ObjectNode payload, Instant now) {
    ObjectNode subject = RecordSignals.JSON.createObjectNode();
    subject.put("format", "opaque").put("id", stream.id());
    return set(stream, type, subject, "", payload, now);
  }

  private SignalStore.Waiting set(
      Stream stream,
      EventType type,
      ObjectNode subject,
      String txn,
      ObjectNode payload,
      Instant now) {
    String jti = ids.get();
    ObjectNode claims = RecordSignals.JSON.createObjectNode();
    claims.put("iss", issuer).put("jti", jti).put("iat", now.getEpochSecond());
    claims.put("aud", stream.owner());
    if (!txn.isEmpty()) {
      claims.put("txn", txn);
    }
    claims.set("sub_id", subject);
    claims.putObject("events").set(type.uri(), payload);
    String set = key.sign(RecordSignals.JSON.writeValueAsString(claims));
    return new SignalStore.Waiting(stream.id(), jti, set);
  }
}
