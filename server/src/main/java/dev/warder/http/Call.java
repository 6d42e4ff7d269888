package dev.warder.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.warder.model.Address;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One request to this server, as far as handlers may look at it.
///
/// @param parameters what stood in the places of the path template
/// @param body empty where the handler asked for none
/// @param loopback true where it came in by the listener for gateways that cannot add a header
public record Call(
    ServiceRequestContext context,
    RequestHeaders headers,
    Map<String, String> parameters,
    HttpData body,
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

  /// The other end of the connection.
  public Address peer() {
    InetSocketAddress remote = context.remoteAddress();
    return Address.ofBytes(remote.getAddress().getAddress());
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
