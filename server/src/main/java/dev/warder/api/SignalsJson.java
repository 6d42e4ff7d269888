package dev.warder.api;

import com.linecorp.armeria.common.MediaType;
import dev.warder.http.Json;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.notify.signal.Stream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Streams and metadata in the framework's own words.
final class SignalsJson {
  static final String PUSH = "urn:ietf:rfc:8935";
  static final String POLL = "urn:ietf:rfc:8936";

  private final String issuer;

  SignalsJson(String issuer) {
    this.issuer = issuer;
  }

  Answer metadata() {
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("spec_version", "1_0");
          out.writeStringProperty("issuer", issuer);
          out.writeStringProperty("jwks_uri", issuer + SignalsApi.JWKS);
          Lists.texts(out, "delivery_methods_supported", List.of(PUSH, POLL));
          out.writeStringProperty("configuration_endpoint", issuer + SignalsApi.STREAMS);
          out.writeStringProperty("status_endpoint", issuer + SignalsApi.STATUS);
          out.writeStringProperty("add_subject_endpoint", issuer + SignalsApi.ADD);
          out.writeStringProperty("remove_subject_endpoint", issuer + SignalsApi.REMOVE);
          out.writeStringProperty("verification_endpoint", issuer + SignalsApi.VERIFY);
          out.writeArrayPropertyStart("authorization_schemes");
          for (String urn : List.of("urn:ietf:rfc:6749", "urn:ietf:rfc:6750")) {
            out.writeStartObject();
            out.writeStringProperty("spec_urn", urn);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeStringProperty("default_subjects", "ALL");
        });
  }

  Answer stream(int status, Stream stream) {
    return Answer.json(status, out -> members(out, stream));
  }

  /// A list, also of one and of none.
  Answer streams(List<Stream> all) {
    byte[] body =
        Json.write(out -> {
          out.writeStartArray();
          for (Stream each : all) {
            out.writeStartObject();
            members(out, each);
            out.writeEndObject();
          }
          out.writeEndArray();
        });
    return new Answer(200, MediaType.JSON, body, Map.of());
  }

  Answer status(Stream stream) {
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("stream_id", stream.id());
          out.writeStringProperty("status", stream.status().wire());
          if (stream.reason() != null) {
            out.writeStringProperty("reason", stream.reason());
          }
        });
  }

  private void members(JsonGenerator out, Stream stream) {
    out.writeStringProperty("stream_id", stream.id());
    out.writeStringProperty("iss", issuer);
    out.writeStringProperty("aud", stream.owner());
    out.writeObjectPropertyStart("delivery");
    switch (stream.delivery()) {
      case Stream.Delivery.Push push -> {
        out.writeStringProperty("method", PUSH);
        out.writeStringProperty("endpoint_url", push.url());
      }
      case Stream.Delivery.Poll poll -> {
        out.writeStringProperty("method", POLL);
        out.writeStringProperty("endpoint_url", pollUrl(stream));
      }
    }
    out.writeEndObject();
    Lists.texts(out, "events_supported", Stream.supported());
    Lists.texts(out, "events_requested", stream.requested());
    Lists.texts(out, "events_delivered", stream.delivered());
    if (stream.description() != null) {
      out.writeStringProperty("description", stream.description());
    }
    out.writeNumberProperty("min_verification_interval", 0);
  }

  private String pollUrl(Stream stream) {
    return issuer + SignalsApi.POLL + "/" + stream.id();
  }

  /// What the transmitter alone sets may stand in a request, but only as it is.
  ///
  /// @throws Fault.Invalid where a receiver wants it otherwise
  void requireUnchanged(JsonObject body, Stream stream) {
    same(body.optionalText("iss"), issuer, "iss");
    List<String> supported = body.optionalTexts("events_supported");
    List<String> delivered = body.optionalTexts("events_delivered");
    if ((supported != null && !supported.equals(Stream.supported()))
        || (delivered != null && !delivered.equals(stream.delivered()))) {
      throw new Fault.Invalid("events_supported and events_delivered are the transmitter's to say");
    }
  }

  private static void same(@Nullable String sent, String is, String name) {
    if (sent != null && !sent.equals(is)) {
      throw new Fault.Invalid(name + " is the transmitter's to say");
    }
  }
}
