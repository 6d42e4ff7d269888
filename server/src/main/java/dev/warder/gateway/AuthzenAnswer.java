package dev.warder.gateway;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.warder.http.ClientAnswer;
import dev.warder.http.DecisionJson;
import dev.warder.http.Json;
import dev.warder.model.Challenge;
import dev.warder.model.Decision;
import dev.warder.model.Restrictions;
import dev.warder.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// One answer of AuthZEN: yes or no, with what the asker must do besides as obligations of the
/// draft profile. Whoever does not know an obligation must take the answer for a no.
///
/// @param decision absent where the question itself was wrong
/// @param wrong what was; absent where nothing was
/// @param proofAt where the proof that is asked for can be given; absent where none is
record AuthzenAnswer(
    @Nullable Decision decision, @Nullable String wrong, @Nullable String proofAt) {
  static final List<String> OBLIGATIONS = List.of("step-up", "custom");

  private static final ResponseHeaders OK =
      ResponseHeaders.builder(200)
          .contentType(MediaType.JSON)
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .build();

  static AuthzenAnswer to(Decision decision, @Nullable String proofAt) {
    return new AuthzenAnswer(decision, null, proofAt);
  }

  static AuthzenAnswer wrong(String text) {
    return new AuthzenAnswer(null, text, null);
  }

  boolean permits() {
    return decision != null && decision.verdict().passes();
  }

  HttpResponse toHttpResponse() {
    return respond(this::write);
  }

  static HttpResponse respond(Consumer<JsonGenerator> writing) {
    return respond(Json.write(writing));
  }

  static HttpResponse respond(byte[] json) {
    return HttpResponse.of(OK, HttpData.wrap(json));
  }

  void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeBooleanProperty("decision", permits());
    out.writeObjectPropertyStart("context");
    if (decision == null) {
      out.writeObjectPropertyStart("error");
      out.writeNumberProperty("status", 400);
      out.writeStringProperty("message", wrong == null ? "" : wrong);
      out.writeEndObject();
    } else {
      write(out, decision);
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void write(JsonGenerator out, Decision decided) {
    out.writeStringProperty("id", decided.id());
    out.writeArrayPropertyStart("reasons");
    decided.reasons().forEach(out::writeString);
    out.writeEndArray();
    switch (decided.verdict()) {
      case Verdict.Allow allow -> {}
      case Verdict.Deny deny -> {}
      case Verdict.StepUp(Challenge asked) ->
          obliged(out, "step-up", asked.id(), () -> proof(out, asked));
      case Verdict.Throttle(Duration wait) ->
          obliged(
              out,
              "custom",
              "throttle",
              () -> {
                out.writeStringProperty("vendor", "warder.dev");
                out.writeStringProperty("action", "throttle");
                out.writeNumberProperty("retry_after", ClientAnswer.to(decided).retryAfter());
              });
      case Verdict.Restrict(Restrictions left) ->
          obliged(
              out,
              "custom",
              "restrict",
              () -> {
                out.writeStringProperty("vendor", "warder.dev");
                out.writeStringProperty("action", "restrict");
                out.writeObjectPropertyStart("restrictions");
                DecisionJson.write(out, left);
                out.writeEndObject();
              });
    }
  }

  private static void obliged(JsonGenerator out, String type, String id, Runnable members) {
    out.writeArrayPropertyStart("obligations");
    out.writeStartObject();
    out.writeStringProperty("type", type);
    out.writeStringProperty("id", id);
    members.run();
    out.writeEndObject();
    out.writeEndArray();
  }

  private void proof(JsonGenerator out, Challenge asked) {
    out.writeStringProperty("acr_value", asked.acr());
    List<String> methods = methods(asked.acr());
    if (!methods.isEmpty()) {
      out.writeArrayPropertyStart("amr_values");
      methods.forEach(out::writeString);
      out.writeEndArray();
    }
    out.writeNumberProperty("max_age", asked.maxAge().toSeconds());
    if (proofAt != null) {
      out.writeStringProperty("verification_uri", proofAt);
    }
  }

  /// RFC 8176 names the methods; what they must be is said only where the level itself says it.
  private static List<String> methods(String acr) {
    return switch (acr) {
      case "mfa" -> List.of("mfa");
      case "phr" -> List.of("swk");
      case "phrh" -> List.of("hwk");
      default -> List.of();
    };
  }
}
