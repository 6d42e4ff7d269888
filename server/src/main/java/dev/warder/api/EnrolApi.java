package dev.warder.api;

import dev.warder.http.Body;
import dev.warder.http.Call;
import dev.warder.http.Endpoint;
import dev.warder.http.JsonObject;
import dev.warder.stepup.Enrolment;
import dev.warder.stepup.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v1/enroll/{invitation}`: what the page of an invitation asks for.
final class EnrolApi {
  private static final String ONE = "/v1/enroll/{invitation}";

  private final Enrolment enrolment;

  EnrolApi(Enrolment enrolment) {
    this.enrolment = enrolment;
  }

  List<Endpoint> endpoints(PublicDesk desk) {
    return List.of(
        desk.get(ONE, this::show),
        desk.post(ONE + "/totp", this::newKey),
        desk.post(ONE + "/totp/confirm", this::confirmKey),
        desk.post(ONE + "/passkey", this::newPasskey),
        desk.post(ONE + "/passkey/confirm", this::confirmPasskey));
  }

  private Answer show(Call call, Body body) {
    String principal = enrolment.invited(call.parameter("invitation"));
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("principal", principal);
          out.writeBooleanProperty("passkeys", enrolment.offersPasskeys());
        });
  }

  private Answer newKey(Call call, JsonObject body) {
    Enrolment.NewKey made = enrolment.newKey(call.parameter("invitation"));
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("key", made.key());
          out.writeStringProperty("uri", made.uri());
          out.writeStringProperty("pending", made.pending());
        });
  }

  private Answer confirmKey(Call call, JsonObject body) {
    return answer(
        enrolment.enrolKey(
            call.parameter("invitation"), body.text("pending"), body.text("code"), name(body)));
  }

  private Answer newPasskey(Call call, JsonObject body) {
    String invitation = call.parameter("invitation");
    String principal = enrolment.invited(invitation);
    var question = enrolment.newPasskey(invitation);
    return Answer.json(
        200,
        out -> {
          StepUpJson.question(out, question);
          out.writeStringProperty("user", principal);
        });
  }

  private Answer confirmPasskey(Call call, JsonObject body) {
    Evidence.Signed answer = new Evidence.Signed(body.text("ticket"), body.json("credential"));
    return answer(enrolment.enrolPasskey(call.parameter("invitation"), answer, name(body)));
  }

  private static String name(JsonObject body) {
    @Nullable String name = body.optionalText("name");
    return name == null ? "" : name;
  }

  private static Answer answer(Enrolment.Enrolled enrolled) {
    return Answer.json(
        201,
        out -> {
          out.writeStringProperty("kind", enrolled.kind().wire());
          out.writeArrayPropertyStart("recoveryCodes");
          enrolled.recoveryCodes().forEach(out::writeString);
          out.writeEndArray();
        });
  }
}
