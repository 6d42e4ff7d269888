package dev.warder.audit;

import dev.warder.model.Cidr;
import dev.warder.model.Client;
import dev.warder.model.FailureMode;
import dev.warder.model.IdSource;
import dev.warder.model.Place;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the parts of a decision are written that others share.
final class SharedParts {
  private SharedParts() {}

  /// A text that is the same object from call to call.
  static void text(RecordWriter out, String text) {
    out.json.value(text);
  }

  static void token(RecordWriter out, Token token) {
    JsonWriter json = out.json.beginObject();
    json.name("id").value(token.id());
    if (!token.name().isEmpty()) {
      json.name("name").value(token.name());
    }
    out.texts("scopes", token.scopes());
    if (!token.createdAt().equals(madeAt(token.id()))) {
      out.time("createdAt", token.createdAt());
    }
    out.time("expiresAt", token.expiresAt());
    if (!token.allowCidrs().isEmpty()) {
      out.texts("allowCidrs", token.allowCidrs().stream().map(Cidr::toString).toList());
    }
    out.limit("rateLimit", token.rateLimit());
    if (!token.tags().isEmpty()) {
      json.name("tags").beginObject();
      token.tags().forEach((key, value) -> json.key(key).value(value));
      json.endObject();
    }
    Token.Revocation revocation = token.revocation();
    if (revocation != null) {
      json.name("revocation").beginObject();
      out.time("at", revocation.at());
      json.name("reason").value(revocation.reason()).endObject();
    }
    json.name("version").value(token.version()).endObject();
  }

  /// When an identifier of ours was made; absent where it is none.
  static @Nullable Instant madeAt(String id) {
    long millis = IdSource.millisOf(id);
    return millis < 0 ? null : Instant.ofEpochMilli(millis);
  }

  static void route(RecordWriter out, Route route) {
    JsonWriter json = out.json.beginObject();
    json.name("id").value(route.id());
    out.texts("scopes", route.scopes());
    if (route.sensitivity() != Sensitivity.NORMAL) {
      json.name("sensitivity").value(route.sensitivity().wire());
    }
    if (route.onFailure() != FailureMode.CLOSED) {
      json.name("onFailure").value(route.onFailure().wire());
    }
    json.endObject();
  }

  static void place(RecordWriter out, Place place) {
    JsonWriter json = out.json.beginObject();
    out.text("country", place.country());
    out.text("city", place.city());
    if (place.asn() != 0) {
      json.name("asn").value(place.asn());
    }
    out.text("asnName", place.asnName());
    Place.Point point = place.point();
    if (point != null) {
      json.name("point").beginObject().name("latitude").value(point.latitude());
      json.name("longitude").value(point.longitude());
      json.name("radiusKm").value(point.radiusKm()).endObject();
    }
    out.text("zone", place.zone() == null ? null : place.zone().getId());
    json.endObject();
  }

  /// All but the user agent, which stands among the headers.
  static void client(RecordWriter out, Client client) {
    JsonWriter json = out.json.beginObject();
    json.name("product").value(client.product());
    json.name("version").value(client.version());
    json.name("platform").value(client.platform());
    json.name("os").value(client.os());
    json.name("kind").value(client.kind().name().toLowerCase(Locale.ROOT)).endObject();
  }
}
