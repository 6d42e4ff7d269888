package dev.warder.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.model.Credential;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// `Authorization: Bearer` (RFC 6750 section 2.1), or `DPoP` with a proof beside it: the only place
/// where management looks for a credential. Not the query, which ends up in logs.
final class Bearer {
  private static final String SCHEME = "Bearer ";
  private static final String DPOP = "DPoP ";

  private Bearer() {}

  static Credential of(RequestHeaders headers) {
    @Nullable String found = null;
    Iterator<String> values = headers.valueIterator(HttpHeaderNames.AUTHORIZATION);
    while (values.hasNext()) {
      String value = values.next();
      String scheme = value.regionMatches(true, 0, DPOP, 0, DPOP.length()) ? DPOP : SCHEME;
      if (value.regionMatches(true, 0, scheme, 0, scheme.length())) {
        String token = value.substring(scheme.length()).strip();
        if (found != null && !found.equals(token)) {
          return new Credential.Conflicting();
        }
        found = token;
      }
    }
    return found == null ? new Credential.Absent() : Credential.of(found);
  }
}
