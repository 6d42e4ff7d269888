package dev.warder.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.decide.Caller;
import dev.warder.http.Body;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a caller of an OAuth endpoint proves itself: with a Warder token as `Authorization: Bearer`,
/// or as the secret of `client_secret_basic` or `client_secret_post` (RFC 6749 section 2.3.1), so
/// that standard clients can ask.
///
/// @param client the name that it goes by, absent where it gave none; the token's id or principal
record OAuthProof(Credential credential, @Nullable String client) {
  private static final String BASIC = "Basic ";
  private static final OAuthProof NONE = new OAuthProof(new Credential.Absent(), null);

  /// The body is read only where no header proves anything.
  ///
  /// @throws Fault.Invalid where it is none of the three, or more than one
  static OAuthProof of(RequestHeaders headers, Body body) {
    List<String> sent = headers.getAll(HttpHeaderNames.AUTHORIZATION);
    if (sent.size() > 1) {
      throw new Fault.Invalid("Authorization is there twice");
    }
    if (sent.isEmpty()) {
      return Form.isOne(headers) ? posted(Form.of(headers, body)) : NONE;
    }
    String value = sent.getFirst();
    return value.regionMatches(true, 0, BASIC, 0, BASIC.length())
        ? basic(value.substring(BASIC.length()).strip())
        : new OAuthProof(Bearer.of(headers), null);
  }

  private static OAuthProof posted(Form form) {
    String secret = form.optional("client_secret");
    return secret == null ? NONE : new OAuthProof(Credential.of(secret), form.text("client_id"));
  }

  private static OAuthProof basic(String encoded) {
    String pair = new String(decoded(encoded), StandardCharsets.UTF_8);
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new Fault.Invalid("Authorization: Basic holds no name and secret");
    }
    String client = Form.decoded(pair.substring(0, colon));
    return new OAuthProof(Credential.of(Form.decoded(pair.substring(colon + 1))), client);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new Fault.Invalid("Authorization: Basic is not base64", e);
    }
  }

  /// A secret counts only together with the name that it belongs to.
  ///
  /// @throws Fault.Unauthenticated where it is another's
  void requireNameOf(Caller caller) {
    if (client != null && !client.equals(caller.tokenId()) && !client.equals(caller.principal())) {
      throw new Fault.Unauthenticated("a valid Warder token is needed");
    }
  }

  /// RFC 6749 section 2.3: one method in one request.
  ///
  /// @throws Fault.Invalid where the form proves or names something else than the header did
  void requireAlone(Form form) {
    String posted = form.optional("client_secret");
    if (posted != null && !credential.equals(NONE.credential()) && !isOf(posted)) {
      throw new Fault.Invalid("prove yourself in one way: in Authorization or in the form");
    }
    String named = form.optional("client_id");
    if (named != null && client != null && !named.equals(client)) {
      throw new Fault.Invalid("client_id names somebody else than Authorization");
    }
  }

  private boolean isOf(String posted) {
    return credential instanceof Credential.Presented(var secret) && secret.reveal().equals(posted);
  }
}
