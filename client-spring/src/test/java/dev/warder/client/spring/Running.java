package dev.warder.client.spring;

import dev.warder.client.FailureMode;
import dev.warder.client.GuardedContract.Application;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A Spring application on a port of its own.
record Running(ConfigurableApplicationContext context) implements Application {
  static ConfigurableApplicationContext run(
      Class<?> application, String type, List<String> properties) {
    return new SpringApplicationBuilder(application)
        .bannerMode(Banner.Mode.OFF)
        .properties(
            Stream.concat(
                    Stream.of(type, "server.port=0", "logging.level.root=warn"),
                    properties.stream())
                .toArray(String[]::new))
        .run();
  }

  /// What people write into `application.yaml`.
  static List<String> warder(URI url, String key, FailureMode onFailure) {
    return List.of(
        "warder.url=" + url,
        "warder.gateway-key=" + key,
        "warder.on-failure=" + onFailure.name().toLowerCase(Locale.ROOT),
        "warder.timeout=30s");
  }

  @Override
  public int port() {
    return Integer.parseInt(
        Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
  }

  @Override
  public void close() {
    context.close();
  }
}
