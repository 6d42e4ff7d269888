package dev.warder.client.servlet;

import dev.warder.client.Decision;
import dev.warder.client.IdentityHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request that passed, as the application sees it: with the identity that Warder found, and
/// without the credential and whatever a client said of its identity itself.
final class DecidedRequest extends HttpServletRequestWrapper {
  private static final String CONNECTION = "Connection";

  private final Decision decision;
  private final Map<String, String> identity = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> stripped;
  private final @Nullable String connection;

  DecidedRequest(HttpServletRequest request, Decision decision, Set<String> stripped) {
    super(request);
    this.decision = decision;
    this.stripped = stripped;
    identity.putAll(IdentityHeaders.of(decision));
    Enumeration<String> connection = request.getHeaders(CONNECTION);
    this.connection =
        connection.hasMoreElements()
            ? IdentityHeaders.connection(Collections.list(connection))
            : null;
  }

  private boolean isHidden(String name) {
    return stripped.contains(name.toLowerCase(Locale.ROOT)) || IdentityHeaders.isOurs(name);
  }

  @Override
  public @Nullable String getHeader(String name) {
    String ours = identity.get(name);
    if (ours != null) {
      return ours;
    }
    if (name.equalsIgnoreCase(CONNECTION)) {
      return connection;
    }
    return isHidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String ours = identity.get(name);
    if (ours != null) {
      return Collections.enumeration(Set.of(ours));
    }
    if (connection != null && name.equalsIgnoreCase(CONNECTION)) {
      return Collections.enumeration(Set.of(connection));
    }
    return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : Collections.list(super.getHeaderNames())) {
      if (!isHidden(name)) {
        names.add(name);
      }
    }
    names.addAll(identity.keySet());
    return Collections.enumeration(names);
  }

  @Override
  public int getIntHeader(String name) {
    String value = getHeader(name);
    return value == null ? -1 : Integer.parseInt(value);
  }

  @Override
  public long getDateHeader(String name) {
    if (identity.containsKey(name)) {
      throw new IllegalArgumentException("no date: " + name);
    }
    return isHidden(name) ? -1 : super.getDateHeader(name);
  }

  @Override
  public @Nullable String getAuthType() {
    return getRemoteUser() == null ? null : "Warder";
  }

  @Override
  public @Nullable String getRemoteUser() {
    return decision.principal().isEmpty() ? null : decision.principal();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    String name = getRemoteUser();
    return name == null ? null : new Caller(name);
  }

  /// Scopes are roles.
  @Override
  public boolean isUserInRole(String role) {
    return decision.scopes().contains(role);
  }

  private record Caller(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }
}
