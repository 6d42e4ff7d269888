package dev.warder.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.warder.model.Address;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Possession;
import dev.warder.model.Presentation;
import dev.warder.model.Secret;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One request to this server, as far as handlers may look at it.
///
/// @param parameters what stood in the places of the path template
/// @param body empty where the handler asked for none
/// @param mainPort the port that we listen on, also where the request came in by another
/// @param loopback true where it came in by the listener for gateways that cannot add a header
public record Call(
    ServiceRequestContext context,
    RequestHeaders headers,
    Map<String, String> parameters,
    HttpData body,
    int mainPort,
    boolean loopback) {

  /// A parameter that the path template has.
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the path template has no {" + name + "}");
    }
    return value;
  }

  public QueryParams query() {
    return context.queryParams();
  }

  /// Path and query as they came in, whatever the server made of the path to find its way.
  public String target() {
    String query = context.query();
    return query == null ? context.rawPath() : context.rawPath() + "?" + query;
  }

  /// The body, which must be JSON by what is said of it. Where nothing is said, it may be.
  ///
  /// @throws Fault.UnsupportedMedia where it is said to be something else
  public byte[] json() {
    String said = headers.get(HttpHeaderNames.CONTENT_TYPE);
    if (said != null && !isJson(headers.contentType())) {
      throw new Fault.UnsupportedMedia("send application/json");
    }
    return body.array();
  }

  private static boolean isJson(@Nullable MediaType type) {
    return type != null
        && type.isJson()
        && type.charset(StandardCharsets.UTF_8).equals(StandardCharsets.UTF_8);
  }

  /// The other end of the connection itself, whatever headers say of those before it.
  public Address peer() {
    InetSocketAddress remote = context.remoteAddress();
    return Address.ofBytes(remote.getAddress().getAddress());
  }

  /// A credential as this request shows it, with what it shows of a key.
  public Presentation presentation(Credential credential) {
    boolean asked =
        headers.getAll(HttpHeaderNames.AUTHORIZATION).stream()
            .anyMatch(value -> value.regionMatches(true, 0, "DPoP ", 0, 5));
    List<Secret> proofs = headers.getAll("dpop").stream().limit(2).map(Secret::new).toList();
    String certificate = Connection.clientThumbprint(context);
    String authority = headers.authority() == null ? "" : headers.authority();
    Possession possession = new Possession(asked, proofs, certificate, authority, null);
    return new Presentation(credential, peer(), possession, headers.method().name(), "", path());
  }

  /// The same by the connection alone, for who calls us about a call whose headers these may be.
  public Presentation presentationOfCaller(Credential credential) {
    String certificate = Connection.clientThumbprint(context);
    Possession possession = new Possession(false, List.of(), certificate, "", null);
    return new Presentation(credential, peer(), possession, headers.method().name(), "", path());
  }

  private CanonicalPath path() {
    try {
      return CanonicalPath.parse(context.rawPath());
    } catch (Fault.Invalid e) {
      return CanonicalPath.unreadable(context.rawPath());
    }
  }

  /// The subject of the client certificate that the connection was opened with.
  public @Nullable String certificate() {
    SSLSession session = context.sslSession();
    if (session == null) {
      return null;
    }
    try {
      Principal subject = session.getPeerPrincipal();
      return subject == null ? null : subject.getName();
    } catch (SSLPeerUnverifiedException none) {
      return null;
    }
  }
}
