package dev.warder.gateway;

import dev.warder.model.Fault;
import tools.jackson.databind.JsonNode;

/// How the answers of a batch hang together.
enum AuthzenSemantic {
  EXECUTE_ALL,
  DENY_ON_FIRST_DENY,
  PERMIT_ON_FIRST_PERMIT;

  static AuthzenSemantic of(JsonNode body) {
    JsonNode options = body.path("options");
    JsonNode name = options.path("evaluations_semantic");
    if (!options.isMissingNode() && !options.isNull() && !options.isObject()) {
      throw new Fault.Invalid("options must be a JSON object");
    }
    if (name.isMissingNode() || name.isNull()) {
      return EXECUTE_ALL;
    }
    return switch (name.isString() ? name.stringValue() : "") {
      case "execute_all" -> EXECUTE_ALL;
      case "deny_on_first_deny" -> DENY_ON_FIRST_DENY;
      case "permit_on_first_permit" -> PERMIT_ON_FIRST_PERMIT;
      default ->
          throw new Fault.Invalid(
              "options.evaluations_semantic must be execute_all, deny_on_first_deny or"
                  + " permit_on_first_permit");
    };
  }

  boolean endsAt(AuthzenAnswer answer) {
    return switch (this) {
      case EXECUTE_ALL -> false;
      case DENY_ON_FIRST_DENY -> !answer.permits();
      case PERMIT_ON_FIRST_PERMIT -> answer.permits();
    };
  }
}
