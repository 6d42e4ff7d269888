package dev.warder.client.servlet;

import dev.warder.client.Call;
import dev.warder.client.Decision;
import dev.warder.client.WarderClient;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Has Warder decide each call to an application before the application sees it.
///
/// Map it to `/*`, before every other filter. The application sees who calls in
/// `getUserPrincipal()`, scopes as roles, and the headers that it would see behind a gateway; it
/// does not see the credential. What is not HTTP is refused. Dispatches within the application
/// (forward, include, error, async) belong to a call that was decided on, and are not asked about.
public final class WarderFilter implements Filter {
  private static final Set<String> CREDENTIAL = Set.of("authorization", "dpop");

  private final Set<String> stripped;
  private @Nullable WarderClient client;

  /// For a deployment descriptor: see [InitParameters] for what must stand there.
  public WarderFilter() {
    this.stripped = CREDENTIAL;
  }

  public WarderFilter(WarderClient client) {
    this(client, CREDENTIAL);
  }

  /// @param stripped headers that the application does not see, in lower case: those in which the
  ///   credential may stand
  public WarderFilter(WarderClient client, Set<String> stripped) {
    this.client = client;
    this.stripped = Set.copyOf(stripped);
  }

  @Override
  public void init(FilterConfig config) throws ServletException {
    if (client == null) {
      client = InitParameters.client(config);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      chain.doFilter(request, response);
      return;
    }
    if (client == null
        || !(request instanceof HttpServletRequest call)
        || !(response instanceof HttpServletResponse answer)) {
      throw new ServletException("Warder guards HTTP alone, and after init");
    }
    Decision decision = client.decide(call(call));
    if (decision.passes()) {
      chain.doFilter(new DecidedRequest(call, decision, stripped), response);
    } else {
      refuse(decision, answer);
    }
  }

  private static Call call(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    String query = request.getQueryString();
    String host = request.getHeader("Host");
    return new Call(
        null,
        request.getMethod(),
        request.getScheme(),
        host == null ? request.getServerName() : host,
        request.getRequestURI() + (query == null ? "" : "?" + query),
        request.getRemoteAddr(),
        headers);
  }

  private static void refuse(Decision decision, HttpServletResponse response) throws IOException {
    byte[] body = decision.problem().getBytes(StandardCharsets.UTF_8);
    response.setStatus(decision.status());
    decision.responseHeaders().forEach(response::setHeader);
    if (!decision.id().isEmpty()) {
      response.setHeader("X-Warder-Decision-Id", decision.id());
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
