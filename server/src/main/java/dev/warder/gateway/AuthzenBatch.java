package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Several questions of AuthZEN in one: the answers keep the order of the questions, and a bad
/// question is a no.
///
/// @param judge answers one question; throws where the question is bad
record AuthzenBatch(
    JsonNode items,
    AuthzenSemantic semantic,
    Function<JsonNode, CompletableFuture<AuthzenAnswer>> judge) {
  private static final int MOST = 1_000;
  private static final List<String> PARTS = List.of("subject", "action", "resource", "context");

  /// An absent or empty list of questions asks nothing else than the body itself.
  static boolean isOneQuestion(JsonNode body) {
    JsonNode items = body.path("evaluations");
    return items.isMissingNode() || items.isNull() || (items.isArray() && items.isEmpty());
  }

  /// @throws Fault.Invalid where not a question but the batch itself is bad
  static AuthzenBatch of(
      JsonNode body, Function<JsonNode, CompletableFuture<AuthzenAnswer>> judge) {
    JsonNode items = body.path("evaluations");
    if (!items.isArray() || items.size() > MOST) {
      throw new Fault.Invalid("evaluations must be an array of at most " + MOST + " questions");
    }
    for (String part : PARTS) {
      JsonNode given = body.path(part);
      if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
        throw new Fault.Invalid(part + " must be a JSON object");
      }
    }
    return new AuthzenBatch(items, AuthzenSemantic.of(body), judge);
  }

  CompletableFuture<HttpResponse> answers() {
    CompletableFuture<List<AuthzenAnswer>> answers =
        semantic == AuthzenSemantic.EXECUTE_ALL ? all() : inTurn(new ArrayList<>());
    return answers.thenApply(AuthzenBatch::rendered);
  }

  private CompletableFuture<List<AuthzenAnswer>> all() {
    List<CompletableFuture<AuthzenAnswer>> asked = new ArrayList<>();
    items.forEach(item -> asked.add(answer(item)));
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done -> asked.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<List<AuthzenAnswer>> inTurn(List<AuthzenAnswer> answers) {
    return answer(items.get(answers.size()))
        .thenCompose(answer -> {
          answers.add(answer);
          return semantic.endsAt(answer) || answers.size() == items.size()
              ? CompletableFuture.completedFuture(answers)
              : inTurn(answers);
        });
  }

  private CompletableFuture<AuthzenAnswer> answer(JsonNode item) {
    try {
      if (!item.isObject()) {
        throw new Fault.Invalid("a question must be a JSON object");
      }
      return judge.apply(item);
    } catch (Fault.Invalid wrong) {
      return CompletableFuture.completedFuture(AuthzenAnswer.wrong(wrong.publicText()));
    }
  }

  private static HttpResponse rendered(List<AuthzenAnswer> answers) {
    return AuthzenAnswer.respond(out -> {
      out.writeStartObject();
      out.writeArrayPropertyStart("evaluations");
      answers.forEach(answer -> answer.write(out));
      out.writeEndArray();
      out.writeEndObject();
    });
  }
}
