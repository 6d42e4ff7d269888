package dev.warder.token.provider;

import dev.warder.token.jose.Malformed;
import dev.warder.token.jose.StrictJson;
import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// What a provider says of itself (OpenID Connect Discovery 1.0 section 3), as far as we ask.
///
/// @param document read when a part of it is wanted: who has no login needs not say where it is
record Metadata(JsonNode document) {
  private static final int LONGEST = 64 * 1024;

  /// Section 4: what answers for another issuer is not believed.
  static Metadata fetch(String issuer, Fetching fetching)
      throws IOException, InterruptedException, Malformed {
    String slash = issuer.endsWith("/") ? "" : "/";
    URI at = URI.create(issuer + slash + ".well-known/openid-configuration");
    JsonNode found = StrictJson.object(fetching.get(at, LONGEST));
    if (!issuer.equals(StrictJson.text(found, "issuer"))) {
      throw new Malformed("its discovery document is another issuer's");
    }
    return new Metadata(found);
  }

  URI keys() throws Malformed {
    return Endpoints.of(StrictJson.text(document, "jwks_uri"));
  }

  URI authorization() throws Malformed {
    return Endpoints.of(StrictJson.text(document, "authorization_endpoint"));
  }

  URI token() throws Malformed {
    return Endpoints.of(StrictJson.text(document, "token_endpoint"));
  }

  /// Whether it names itself to whoever comes back from it (RFC 9207 section 3).
  boolean namesItself() {
    return document.path("authorization_response_iss_parameter_supported").asBoolean(false);
  }
}
