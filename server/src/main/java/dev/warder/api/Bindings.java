package dev.warder.api;

import dev.warder.http.JsonObject;
import dev.warder.model.Binding;
import dev.warder.model.Fault;
import dev.warder.token.Thumbprints;
import org.jspecify.annotations.Nullable;

/// Reads which key a token shall belong to: `bind`, `key` and `bindWhen` of a body.
///
/// Whoever may make tokens vouches for the key by naming it here.
final class Bindings {
  private static final String NEEDED =
      "bind needs key: a thumbprint (SHA-256 in base64url), the public key as a JWK, or for mtls the"
          + " certificate in PEM";

  private Bindings() {}

  /// @throws Fault.Invalid where the key is missing, or none
  static @Nullable Binding wanted(JsonObject body) {
    String bind = body.optionalText("bind");
    if (bind == null) {
      if (body.has("key") || body.has("bindWhen")) {
        throw new Fault.Invalid("key and bindWhen need bind: dpop or mtls");
      }
      return null;
    }
    if (!body.has("key")) {
      throw new Fault.Invalid(NEEDED);
    }
    Binding.Way way = way(bind);
    String thumbprint =
        body.isObject("key")
            ? ofObject(way, body.bytes("key"))
            : Thumbprints.ofText(way, body.text("key"));
    return new Binding(way, thumbprint, isAlways(body), true);
  }

  private static Binding.Way way(String bind) {
    return switch (bind) {
      case "dpop" -> Binding.Way.DPOP;
      case "mtls" -> Binding.Way.MTLS;
      default -> throw new Fault.Invalid("bind must be dpop or mtls");
    };
  }

  private static String ofObject(Binding.Way way, byte[] jwk) {
    if (way == Binding.Way.MTLS) {
      throw new Fault.Invalid(NEEDED);
    }
    return Thumbprints.ofJwk(jwk);
  }

  private static boolean isAlways(JsonObject body) {
    String when = body.optionalText("bindWhen");
    return switch (when == null ? "always" : when) {
      case "always" -> true;
      case "asked" -> false;
      default -> throw new Fault.Invalid("bindWhen must be always or asked");
    };
  }
}
