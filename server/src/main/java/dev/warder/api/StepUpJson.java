package dev.warder.api;

import dev.warder.model.Decision;
import dev.warder.stepup.ChallengeState;
import dev.warder.stepup.Passkeys;
import dev.warder.stepup.Proof;
import dev.warder.stepup.ProofRequest;
import dev.warder.stepup.Scene;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Challenges as JSON, in three widths: for who waits for the answer, for who is asked, and for who
/// may see everything.
final class StepUpJson {
  /// How long who waits should wait before he asks again.
  static final int POLL_SECONDS = 5;

  private StepUpJson() {}

  /// What the token that was challenged may know: these fields are always there.
  static void state(JsonGenerator out, ProofRequest request, List<String> ways, String proofAt) {
    boolean open = request.state() == ChallengeState.OPEN;
    out.writeStringProperty("id", request.id());
    out.writeStringProperty("state", request.state().wire());
    out.writeArrayPropertyStart("acrValues");
    out.writeString(request.acr());
    out.writeEndArray();
    out.writeStringProperty("maxAge", request.maxAge().toString());
    out.writeStringProperty("openedAt", Times.text(request.openedAt()));
    out.writeStringProperty("expiresAt", Times.text(request.expiresAt()));
    out.writeStringProperty("answeredBy", request.isForOwner() ? "owner" : "holder");
    out.writeArrayPropertyStart("methods");
    ways.forEach(out::writeString);
    out.writeEndArray();
    out.writeStringProperty("verificationUri", proofAt);
    if (open) {
      out.writeStringProperty("pollAfter", "PT" + POLL_SECONDS + "S");
    } else {
      out.writeNullProperty("pollAfter");
    }
    proof(out, request.proof());
  }

  private static void proof(JsonGenerator out, @Nullable Proof proof) {
    if (proof == null) {
      out.writeNullProperty("proof");
      return;
    }
    out.writeObjectPropertyStart("proof");
    out.writeStringProperty("level", proof.level());
    out.writeStringProperty("since", Times.text(proof.since()));
    out.writeStringProperty("until", Times.text(proof.until()));
    out.writeBooleanProperty("once", proof.once());
    out.writeBooleanProperty("spent", proof.spent());
    out.writeEndObject();
  }

  /// What was wanted, from where: whoever made the call knows it anyhow.
  static void scene(JsonGenerator out, Scene scene) {
    out.writeObjectPropertyStart("call");
    out.writeStringProperty("method", scene.method());
    out.writeStringProperty("host", scene.host());
    out.writeStringProperty("path", scene.path());
    out.writeStringProperty("sourceIp", scene.address());
    out.writeStringProperty("place", scene.where());
    out.writeStringProperty("client", scene.client());
    out.writeEndObject();
  }

  /// Whose token it is and why the call looked risky: for the owner and for operators.
  static void why(
      JsonGenerator out,
      ProofRequest request,
      @Nullable String owner,
      @Nullable Decision decision,
      List<String> because) {
    out.writeStringProperty("principal", request.principal().id());
    out.writeStringProperty("kind", request.principal().kind().wire());
    out.writeStringProperty("tokenId", request.tokenId());
    out.writeStringProperty("tokenName", name(decision));
    out.writeStringProperty("owner", owner == null ? "" : owner);
    out.writeStringProperty("decisionId", request.decisionId());
    out.writeNumberProperty("score", request.score());
    out.writeArrayPropertyStart("rules");
    request.rules().forEach(out::writeString);
    out.writeEndArray();
    out.writeArrayPropertyStart("because");
    because.forEach(out::writeString);
    out.writeEndArray();
  }

  private static String name(@Nullable Decision decision) {
    return decision == null || decision.token() == null ? "" : decision.token().name();
  }

  /// What a browser needs to ask an authenticator.
  static void question(JsonGenerator out, Passkeys.Question question) {
    out.writeStringProperty("ticket", question.ticket());
    out.writeStringProperty("rpId", question.siteId());
    out.writeStringProperty("challenge", question.challenge());
    out.writeArrayPropertyStart("credentials");
    question.credentials().forEach(out::writeString);
    out.writeEndArray();
    out.writeArrayPropertyStart("algorithms");
    question.algorithms().forEach(out::writeNumber);
    out.writeEndArray();
  }
}
