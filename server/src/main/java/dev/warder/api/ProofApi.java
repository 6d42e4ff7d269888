package dev.warder.api;

import dev.warder.audit.Ledger;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.JsonObject;
import dev.warder.http.Links;
import dev.warder.model.Fault;
import dev.warder.model.Secret;
import dev.warder.model.Token;
import dev.warder.stepup.Evidence;
import dev.warder.stepup.Factor;
import dev.warder.stepup.Passkeys;
import dev.warder.stepup.ProofRequest;
import dev.warder.stepup.Proving;
import dev.warder.stepup.Referrals;
import dev.warder.stepup.StepUp;
import dev.warder.stepup.Vouching;
import dev.warder.token.Prepared;
import dev.warder.token.Tokens;
import java.util.List;
import java.util.Map;

/// `/v1/step-up/{id}/verify` and `/approve`: giving proof, and the owner's word. No token is
/// needed: the proof says who it is.
final class ProofApi {
  private static final String ONE = "/v1/step-up/{id}";

  private final StepUp stepUp;
  private final Tokens tokens;
  private final Ledger ledger;
  private final Links links;

  ProofApi(StepUp stepUp, Tokens tokens, Ledger ledger, Links links) {
    this.stepUp = stepUp;
    this.tokens = tokens;
    this.ledger = ledger;
    this.links = links;
  }

  List<Endpoint> endpoints(PublicDesk desk) {
    return List.of(
        desk.post(ONE + "/verify", this::verify),
        desk.post(ONE + "/passkey", this::ask),
        desk.post(ONE + "/provider", this::refer),
        desk.post(ONE + "/approve", this::approve));
  }

  private Answer ask(Call call, JsonObject body) {
    ProofRequest request =
        stepUp
            .challenges()
            .find(call.parameter("id"))
            .orElseThrow(() -> new Fault.NotFound("no such challenge"));
    Passkeys.Question question = stepUp.passkeyQuestion(request);
    return Answer.json(200, out -> StepUpJson.question(out, question));
  }

  private Answer refer(Call call, JsonObject body) {
    Referrals.Departure departure =
        stepUp.referrals().begin(call.parameter("id"), links.returned(call));
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("page", departure.page().toString());
          out.writeStringProperty("ticket", departure.ticket());
        });
  }

  private Answer verify(Call call, JsonObject body) {
    String id = call.parameter("id");
    Proving.Outcome outcome =
        "provider".equals(body.text("method"))
            ? stepUp.referrals().finish(id, body.text("ticket"), returned(call, body))
            : stepUp.proving().verify(id, evidence(body));
    return answer(call, outcome.request(), outcome.ticket() == null ? "" : outcome.ticket());
  }

  private Vouching.Return returned(Call call, JsonObject body) {
    return new Vouching.Return(
        body.text("code"), body.text("state"), body.optionalText("iss"), links.returned(call));
  }

  private static Evidence evidence(JsonObject body) {
    String method = body.text("method");
    Factor.Kind kind =
        Factor.Kind.of(method)
            .orElseThrow(
                () -> new Fault.Invalid("method must be totp, recovery, passkey or provider"));
    return switch (kind) {
      case TOTP, RECOVERY -> new Evidence.Code(kind, new Secret(body.text("code")));
      case PASSKEY -> new Evidence.Signed(body.text("ticket"), body.json("credential"));
    };
  }

  private Answer approve(Call call, JsonObject body) {
    String id = call.parameter("id");
    String ticket = body.text("ticket");
    boolean revokes = body.flag("revoke");
    return switch (body.text("decision")) {
      case "approve" -> {
        if (revokes) {
          throw new Fault.Invalid("revoke goes with deny alone");
        }
        Proving.Approval approval =
            new Proving.Approval(body.flag("once"), body.optionalDuration("for"));
        yield answer(call, stepUp.proving().approve(id, ticket, approval), "");
      }
      case "deny" -> deny(call, id, ticket, revokes);
      default -> throw new Fault.Invalid("decision must be approve or deny");
    };
  }

  private Answer deny(Call call, String id, String ticket, boolean revokes) {
    String owner = stepUp.proving().owner(id, ticket);
    ProofRequest denied = stepUp.proving().deny(id, ticket);
    if (revokes) {
      revoke(denied.tokenId(), owner, id);
    }
    return answer(call, denied, "");
  }

  private void revoke(String tokenId, String owner, String challenge) {
    Prepared<Token> prepared = tokens.revoke(tokenId, "denied by its owner");
    if (prepared.changes()) {
      Map<String, Object> details =
          Map.of(
              "principal",
              prepared.after().principal().id(),
              "reason",
              "denied by its owner",
              "challenge",
              challenge);
      Ledger.durable(ledger.append("token.revoked", owner, tokenId, details));
      Token _ = prepared.commit();
    }
  }

  private Answer answer(Call call, ProofRequest request, String ticket) {
    return Answer.json(
        200,
        out -> {
          StepUpJson.state(
              out, request, stepUp.proving().ways(request), links.stepUp(call, request.id()));
          if (!ticket.isEmpty()) {
            out.writeStringProperty("ticket", ticket);
          }
        });
  }
}
