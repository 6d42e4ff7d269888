package dev.warder.client.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;

/// Says what it was asked, and by whom.
public final class EchoServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    StringBuilder echo = new StringBuilder("echo\n");
    String query = request.getQueryString();
    echo.append(request.getMethod()).append(' ').append(request.getRequestURI());
    echo.append(query == null ? "" : "?" + query).append('\n');
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        echo.append(name.toLowerCase(Locale.ROOT)).append(": ").append(value).append('\n');
      }
    }
    echo.append("user ").append(request.getUserPrincipal() == null ? "" : request.getRemoteUser());
    echo.append('\n');
    echo.append("may read ").append(request.isUserInRole("orders:read")).append('\n');
    echo.append("may write ").append(request.isUserInRole("orders:write")).append('\n');
    echo.append("hidden ").append(request.getHeader("Authorization")).append('\n');
    response.setContentType("text/plain");
    response.getWriter().print(echo);
  }
}
