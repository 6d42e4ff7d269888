package dev.warder.api;

import com.linecorp.armeria.common.MediaType;
import dev.warder.http.Endpoint;
import dev.warder.http.Handler;
import dev.warder.http.Json;
import dev.warder.http.JsonObject;
import dev.warder.model.Fault;
import dev.warder.notify.signal.SignalStore;
import dev.warder.notify.signal.Stream;
import dev.warder.notify.signal.Streams;
import dev.warder.notify.signal.Transmitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// OpenID Shared Signals 1.0, as a transmitter: its metadata, and streams as their receivers manage
/// them.
final class SignalsApi {
  static final String STREAMS = "/ssf/streams";
  static final String STATUS = "/ssf/status";
  static final String ADD = "/ssf/subjects:add";
  static final String REMOVE = "/ssf/subjects:remove";
  static final String VERIFY = "/ssf/verify";
  static final String JWKS = "/ssf/jwks.json";
  static final String POLL = "/ssf/poll";

  private static final int MOST_SETS = 100;
  private static final Answer NOTHING = new Answer(204, MediaType.JSON, new byte[0], Map.of());

  private final Transmitter transmitter;
  private final Streams streams;
  private final SignalsJson json;

  SignalsApi(Transmitter transmitter) {
    this.transmitter = transmitter;
    this.streams = transmitter.streams();
    this.json = new SignalsJson(transmitter.issuer());
  }

  /// What anybody may read.
  List<Endpoint> endpoints() {
    Handler.Immediate metadata =
        call -> CompletableFuture.completedFuture(json.metadata().toHttpResponse());
    byte[] keys = transmitter.jwks().getBytes(StandardCharsets.UTF_8);
    Handler.Immediate jwks =
        call ->
            CompletableFuture.completedFuture(
                new Answer(200, MediaType.JSON, keys, Map.of()).toHttpResponse());
    return List.of(
        new Endpoint("GET", "/.well-known/ssf-configuration", metadata),
        new Endpoint("GET", JWKS, jwks));
  }

  List<Operation> operations() {
    return List.of(
        change("POST", STREAMS, "Makes a stream of security events", 201, this::create),
        Operation.read(
            STREAMS,
            Scopes.SIGNALS,
            Meanings.asking("Shows a stream, or all of the caller's", "SignalStream", "stream_id"),
            this::show),
        change("PATCH", STREAMS, "Changes a stream", 200, asked -> change(asked, false)),
        change(
            "PUT", STREAMS, "Replaces what a stream asks for", 200, asked -> change(asked, true)),
        change("DELETE", STREAMS, "Deletes a stream", 204, this::delete),
        Operation.read(
            STATUS,
            Scopes.SIGNALS,
            Meanings.asking("Shows a stream's status", "SignalStatus", "stream_id"),
            asked -> json.status(streams.find(owner(asked), id(asked)))),
        change("POST", STATUS, "Changes a stream's status", 200, this::status),
        change("POST", ADD, "Hears of a subject again", 200, this::add),
        change("POST", REMOVE, "Hears of a subject no more", 204, this::remove),
        change("POST", VERIFY, "Asks for a verification event", 204, this::verify),
        change("POST", POLL + "/{id}", "Fetches events, and acknowledges them", 200, this::poll));
  }

  private static Operation change(
      String method, String path, String meaning, int status, Operation.Work work) {
    @Nullable String gives = status == 204 ? null : "SignalStream";
    return Operation.change(
        method, path, Scopes.SIGNALS, Meanings.of(meaning, status, "SignalRequest", gives), work);
  }

  private static String owner(Asked asked) {
    return asked.caller().principal();
  }

  private static String id(Asked asked) {
    String id = asked.query("stream_id");
    if (id == null) {
      throw new Fault.Invalid("stream_id is missing in the query");
    }
    return id;
  }

  private Answer create(Asked asked) {
    JsonObject body = asked.object();
    Stream stream =
        streams.create(owner(asked), delivery(body), requested(body, List.of()), description(body));
    asked.trail().about(stream.id());
    return json.stream(201, stream);
  }

  private Answer show(Asked asked) {
    String id = asked.query("stream_id");
    return id == null
        ? json.streams(streams.of(owner(asked)))
        : json.stream(200, streams.find(owner(asked), id));
  }

  private Answer change(Asked asked, boolean whole) {
    JsonObject body = asked.object();
    Stream before = streams.find(owner(asked), body.text("stream_id"));
    json.requireUnchanged(body, before);
    boolean keeps = !whole && !body.has("delivery");
    String description =
        whole || body.has("description") ? description(body) : before.description();
    Stream after =
        streams.change(
            owner(asked),
            before.id(),
            keeps ? before.delivery() : delivery(body),
            requested(body, whole ? List.of() : before.requested()),
            description);
    return json.stream(200, after);
  }

  /// Polling is what a receiver gets that asks for nothing.
  private Stream.Delivery delivery(JsonObject body) {
    JsonObject delivery = body.optionalObject("delivery");
    String method = delivery == null ? SignalsJson.POLL : delivery.text("method");
    return switch (method) {
      case SignalsJson.POLL -> new Stream.Delivery.Poll();
      case SignalsJson.PUSH -> {
        if (delivery == null) {
          throw new Fault.Invalid("delivery is missing");
        }
        String url = delivery.longText("endpoint_url");
        transmitter.requireReachable(url);
        String authorization = delivery.optionalText("authorization_header");
        if (authorization != null && !authorization.matches("[ -~]{1,2000}")) {
          throw new Fault.Invalid("authorization_header cannot stand in a header");
        }
        yield new Stream.Delivery.Push(url, authorization);
      }
      default ->
          throw new Fault.Invalid(
              "delivery.method is " + SignalsJson.PUSH + " or " + SignalsJson.POLL);
    };
  }

  private static List<String> requested(JsonObject body, List<String> usual) {
    List<String> requested = body.optionalTexts("events_requested");
    if (requested != null && requested.size() > 100) {
      throw new Fault.Invalid("events_requested holds at most 100");
    }
    return requested == null ? usual : requested;
  }

  private static @Nullable String description(JsonObject body) {
    String description = body.optionalText("description");
    if (description != null && description.length() > 1_000) {
      throw new Fault.Invalid("description is longer than 1000 characters");
    }
    return description;
  }

  private Answer delete(Asked asked) {
    streams.delete(owner(asked), id(asked));
    return NOTHING;
  }

  private Answer status(Asked asked) {
    JsonObject body = asked.object();
    String id = body.text("stream_id");
    String wanted = body.text("status");
    Stream.Status status =
        Arrays.stream(Stream.Status.values())
            .filter(each -> each.wire().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new Fault.Invalid("status is enabled, paused or disabled"));
    return json.status(streams.status(owner(asked), id, status, body.optionalText("reason")));
  }

  private Answer add(Asked asked) {
    JsonNode body = asked.json();
    streams.add(owner(asked), JsonObject.of(body).text("stream_id"), body.path("subject"));
    return new Answer(200, MediaType.JSON, new byte[0], Map.of());
  }

  private Answer remove(Asked asked) {
    JsonNode body = asked.json();
    streams.remove(owner(asked), JsonObject.of(body).text("stream_id"), body.path("subject"));
    return NOTHING;
  }

  private Answer verify(Asked asked) {
    JsonObject body = asked.object();
    streams.verify(owner(asked), body.text("stream_id"), body.optionalText("state"));
    return NOTHING;
  }

  /// RFC 8936. There is no long polling: what is there is given at once.
  private Answer poll(Asked asked) {
    JsonObject body = asked.optionalObject();
    Long most = body.optionalNumber("maxEvents");
    if (most != null && most < 0) {
      throw new Fault.Invalid("maxEvents is not below 0");
    }
    List<String> done = new ArrayList<>();
    List<String> acknowledged = body.optionalTexts("ack");
    if (acknowledged != null) {
      done.addAll(acknowledged);
    }
    if (body.has("setErrs")) {
      JsonNode errors = Json.read(asked.body().whole()).path("setErrs");
      errors.properties().forEach(each -> done.add(each.getKey()));
    }
    int count = most == null ? MOST_SETS : (int) Math.min(most, MOST_SETS);
    Streams.Polled polled = streams.poll(owner(asked), asked.parameter("id"), count, done);
    return Answer.json(
        200,
        out -> {
          out.writeObjectPropertyStart("sets");
          for (SignalStore.Waiting each : polled.sets()) {
            out.writeStringProperty(each.jti(), each.set());
          }
          out.writeEndObject();
          out.writeBooleanProperty("moreAvailable", polled.more());
        });
  }
}
