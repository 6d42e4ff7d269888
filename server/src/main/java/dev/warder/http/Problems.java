package dev.warder.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.model.Fault;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/// The only place that turns a fault into a response.
///
/// Of what was not foreseen, the caller learns nothing and the log everything.
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final MediaType PROBLEM = MediaType.parse("application/problem+json");

  private Problems() {}

  public static AggregatedHttpResponse of(Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof Fault fault) {
      return response(problem(fault));
    }
    LOG.error("a request failed in an unforeseen way", cause);
    return ofStatus(500);
  }

  /// A fault with more members than every problem has (RFC 9457 section 3.2).
  public static AggregatedHttpResponse of(Fault fault, Consumer<JsonGenerator> members) {
    return response(problem(fault), members);
  }

  /// For a caller who must prove itself, with all that it needs to know for that.
  ///
  /// @param challenge a `WWW-Authenticate` header
  public static AggregatedHttpResponse of(Fault.Unauthenticated fault, String challenge) {
    Problem plain = problem(fault);
    return response(
        new Problem(
            plain.status(),
            plain.type(),
            plain.title(),
            plain.detail(),
            Map.of("www-authenticate", challenge)));
  }

  /// For what the protocol itself finds wrong, by status.
  static AggregatedHttpResponse ofStatus(int status) {
    return response(problem(status));
  }

  /// For an upstream that cannot be reached, breaks off, or is late.
  public static AggregatedHttpResponse ofUpstream(boolean late) {
    return late
        ? response(new Problem(504, "upstream-late", "The API did not answer in time", ""))
        : response(new Problem(502, "upstream-failed", "The API cannot be reached", ""));
  }

  static AggregatedHttpResponse wrongMethod(String allowed) {
    String detail = "this takes " + allowed;
    return response(
        new Problem(
            405, "method-not-allowed", "Method not allowed", detail, Map.of("allow", allowed)));
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Problem problem(Fault fault) {
    String text = fault.publicText();
    return switch (fault) {
      case Fault.Invalid f -> new Problem(400, "invalid", "Invalid request", text);
      case Fault.Unauthenticated f ->
          new Problem(
              401,
              "unauthenticated",
              "Who is calling is not known",
              text,
              Map.of("www-authenticate", "Bearer"));
      case Fault.Forbidden f ->
          new Problem(
              403,
              "forbidden",
              "Not allowed",
              text,
              Map.of(
                  "www-authenticate",
                  "Bearer error=\"insufficient_scope\", scope=\"" + f.scope() + "\""));
      case Fault.NotFound f -> new Problem(404, "not-found", "Not found", text);
      case Fault.Conflict f -> new Problem(409, "conflict", "Conflict", text);
      case Fault.Stale f -> new Problem(412, "stale", "Changed in the meantime", text);
      case Fault.TooLarge f -> new Problem(413, "too-large", "Too large", text);
      case Fault.UnsupportedMedia f ->
          new Problem(415, "media-type", "Media type not supported", text);
      case Fault.Unprocessable f -> new Problem(422, "unprocessable", "Not acceptable", text);
      case Fault.Unconditional f -> new Problem(428, "unconditional", "If-Match is missing", text);
      case Fault.TooMany f ->
          new Problem(
              429,
              "too-many",
              "Too many attempts",
              text,
              Map.of("retry-after", Long.toString(f.seconds())));
      case Fault.Unavailable f -> {
        LOG.warn("unavailable: {}", text, f.getCause());
        yield new Problem(
            503, "unavailable", "Unavailable for now", text, Map.of("retry-after", "1"));
      }
    };
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 400 -> new Problem(400, "invalid", "Invalid request", "this is not a valid request");
      case 404 -> new Problem(404, "not-found", "Not found", "nothing is served at this path");
      case 406 -> new Problem(406, "not-acceptable", "Not acceptable", "only JSON is served here");
      case 408 -> new Problem(408, "too-slow", "Too slow", "the request took too long to arrive");
      case 413 -> new Problem(413, "too-large", "Too large", "the body is too large");
      case 414 -> new Problem(414, "uri-too-long", "URI too long", "the path is too long");
      case 415 ->
          new Problem(415, "media-type", "Media type not supported", "send application/json");
      case 431 ->
          new Problem(431, "headers-too-large", "Headers too large", "the headers are too large");
      case 503 ->
          new Problem(503, "unavailable", "Unavailable for now", "", Map.of("retry-after", "1"));
      default -> status < 500 ? other(status) : new Problem(status, "failed", "Failed", "");
    };
  }

  private static Problem other(int status) {
    return new Problem(status, "refused", "Refused", "");
  }

  private static AggregatedHttpResponse response(Problem problem) {
    return response(problem, none -> {});
  }

  private static AggregatedHttpResponse response(Problem problem, Consumer<JsonGenerator> members) {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(problem.status())
            .contentType(PROBLEM)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    problem.headers().forEach(headers::set);
    byte[] body =
        Json.write(out -> {
          out.writeStartObject();
          out.writeStringProperty("type", Problem.TYPES + problem.type());
          out.writeStringProperty("title", problem.title());
          out.writeNumberProperty("status", problem.status());
          if (!problem.detail().isEmpty()) {
            out.writeStringProperty("detail", problem.detail());
          }
          members.accept(out);
          out.writeEndObject();
        });
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(body));
  }
}
