package dev.warder.client.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.client.FailureMode;
import dev.warder.client.GuardedContract;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A Spring MVC application with nothing in it but the starter and its configuration.
@Tag("endtoend")
class SpringMvcTest extends GuardedContract {
  /// The gateway of the other test is on the class path too.
  private static final String NO_GATEWAY = "spring.cloud.gateway.server.webflux.enabled=false";

  private static final String TYPE = "spring.main.web-application-type=servlet";

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @RestController
  static class Shop {
    @RequestMapping(path = "/**", produces = "text/plain")
    String echo(HttpServletRequest request) {
      StringBuilder echo = new StringBuilder("echo\n");
      String query = request.getQueryString();
      echo.append(request.getMethod()).append(' ').append(request.getRequestURI());
      echo.append(query == null ? "" : "?" + query).append('\n');
      for (String name : Collections.list(request.getHeaderNames())) {
        echo.append(name.toLowerCase(Locale.ROOT)).append(": ");
        echo.append(request.getHeader(name)).append('\n');
      }
      return echo.append("user ").append(request.getRemoteUser()).append('\n').toString();
    }
  }

  @Override
  protected Application start(URI warder, String gatewayKey, FailureMode onFailure) {
    List<String> properties = new ArrayList<>(Running.warder(warder, gatewayKey, onFailure));
    properties.add(NO_GATEWAY);
    return new Running(Running.run(Shop.class, TYPE, properties));
  }

  @Test
  void theApplicationKnowsItsCaller() throws Exception {
    assertThat(call(alices("/orders/1")).text()).contains("\nuser alice\n");
  }

  /// CVE-2026-54762: an unresolved secret left everything open (Traefik).
  @Test
  void anApplicationThatDoesNotSayWhichWarderDoesNotStart() {
    SpringApplicationBuilder builder = new SpringApplicationBuilder(Shop.class);
    builder.properties(TYPE, NO_GATEWAY, "server.port=0", "warder.url=http://127.0.0.1:1");
    assertThatThrownBy(
            () -> {
              try (ConfigurableApplicationContext running = builder.run()) {
                assertThat(running.isRunning()).isFalse();
              }
            })
        .hasStackTraceContaining("warder.gateway-key is not set");
  }
}
