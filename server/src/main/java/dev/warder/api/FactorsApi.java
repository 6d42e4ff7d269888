package dev.warder.api;

import dev.warder.decide.Caller;
import dev.warder.http.JsonObject;
import dev.warder.http.Links;
import dev.warder.model.Fault;
import dev.warder.stepup.Enrolment;
import dev.warder.stepup.Factor;
import dev.warder.stepup.Owner;
import dev.warder.stepup.StepUp;
import dev.warder.token.Principals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/v1/principals/{id}/invitations`, `/factors` and `/owner`: who can prove himself with what, and
/// who answers for whom.
final class FactorsApi {
  private static final String ONE = "/v1/principals/{id}";
  private static final int LONGEST = 200;

  private final StepUp stepUp;
  private final Principals principals;
  private final Links links;

  FactorsApi(StepUp stepUp, Principals principals, Links links) {
    this.stepUp = stepUp;
    this.principals = principals;
    this.links = links;
  }

  List<Operation> operations() {
    return List.of(
        Operation.change(
            "POST",
            ONE + "/invitations",
            Caller.ADMIN,
            Meanings.of(
                "Invites a person to enrol something to prove himself with",
                201,
                "NewInvitation",
                "Invitation"),
            this::invite),
        Operation.read(
            ONE + "/factors",
            Scopes.READ,
            Meanings.of("Lists what a person can prove himself with", 200, null, "Factors"),
            this::list),
        Operation.change(
            "DELETE",
            ONE + "/factors/{factor}",
            Caller.ADMIN,
            Meanings.of("Takes away something to prove oneself with", 200, null, "Factors"),
            this::remove),
        Operation.read(
            ONE + "/owner",
            Scopes.READ,
            Meanings.of("Shows who answers for a machine", 200, null, "Owner"),
            this::owner),
        Operation.change(
            "PUT",
            ONE + "/owner",
            Caller.ADMIN,
            Meanings.of("Says who answers for a machine", 200, "Owner", "Owner"),
            this::own));
  }

  private Answer invite(Asked asked) {
    String id = id(asked);
    @Nullable Duration ttl = asked.optionalObject().optionalDuration("ttl");
    Enrolment.Invited invited =
        stepUp
            .enrolment()
            .invite(id, ttl == null ? Duration.ZERO : ttl, asked.caller().principal());
    asked.trail().told();
    return Answer.json(
        201,
        out -> {
          out.writeStringProperty("principal", id);
          out.writeStringProperty("invitation", invited.secret().reveal());
          out.writeStringProperty("url", links.enrol(asked.call(), invited.secret().reveal()));
          out.writeStringProperty("expiresAt", Times.text(invited.expiresAt()));
        });
  }

  private Answer list(Asked asked) {
    String id = id(asked);
    asked.trail().about(id);
    return factors(id);
  }

  private Answer factors(String id) {
    List<Factor> all = stepUp.enrolment().factors(id);
    long codes =
        all.stream().filter(f -> f.kind() == Factor.Kind.RECOVERY && f.counter() == 0).count();
    List<Factor> shown = all.stream().filter(f -> f.kind() != Factor.Kind.RECOVERY).toList();
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("principal", id);
          out.writeNumberProperty("recoveryCodesLeft", codes);
          Lists.write(out, "items", shown, FactorsApi::write);
        });
  }

  private static void write(JsonGenerator out, Factor factor) {
    out.writeStringProperty("id", factor.id());
    out.writeStringProperty("kind", factor.kind().wire());
    out.writeStringProperty("name", factor.name());
    out.writeStringProperty("createdAt", Times.text(factor.createdAt()));
  }

  private Answer remove(Asked asked) {
    String id = id(asked);
    String by = asked.caller().principal();
    if (!stepUp.enrolment().remove(id, asked.parameter("factor"), by)) {
      throw new Fault.NotFound("no such factor");
    }
    asked.trail().told();
    return factors(id);
  }

  private Answer owner(Asked asked) {
    String id = id(asked);
    asked.trail().about(id);
    return owner(id);
  }

  private Answer owner(String id) {
    Owner owner = stepUp.owners().ownerOf(id).orElse(Owner.NOBODY);
    return Answer.json(
        200,
        out -> {
          out.writeStringProperty("principal", id);
          out.writeStringProperty("owner", owner.principal());
          out.writeStringProperty("mail", owner.mail());
        });
  }

  private Answer own(Asked asked) {
    String id = id(asked);
    JsonObject body = asked.object();
    Owner owner = new Owner(plain(body, "owner"), plain(body, "mail"));
    if (owner.principal().equals(id)) {
      throw new Fault.Invalid("a machine cannot answer for itself");
    }
    if (owner.principal().isEmpty() && !owner.mail().isEmpty()) {
      throw new Fault.Invalid("mail goes with an owner");
    }
    asked.trail().ahead("principal.owned", id, Map.of("owner", owner.principal()));
    principals.own(id, owner.principal().isEmpty() ? null : owner.principal());
    stepUp.owners().put(id, owner);
    return owner(id);
  }

  private static String plain(JsonObject body, String name) {
    @Nullable String said = body.optionalText(name);
    String text = said == null ? "" : said.strip();
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new Fault.Invalid(name + " is too long, or cannot be printed");
    }
    return text;
  }

  private static String id(Asked asked) {
    return PrincipalsApi.decoded(asked.parameter("id"));
  }
}
