package dev.warder.client.spring;

import dev.warder.client.WarderClient;
import dev.warder.client.servlet.WarderFilter;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Guards every call to the application, before anything else in it sees the call. It is enough to
/// have the starter on the class path; `warder.enabled: false` turns it off.
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "warder.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WarderProperties.class)
public class WarderAutoConfiguration {

  /// @throws IllegalStateException where it was not said which Warder: nothing runs unguarded
  @Bean
  @ConditionalOnMissingBean
  WarderClient warderClient(WarderProperties properties) {
    return new WarderClient(
        needed(properties.url(), "warder.url"),
        needed(properties.gatewayKey(), "warder.gateway-key"),
        properties.onFailure(),
        properties.timeout());
  }

  private static <T> T needed(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException(
          name + " is not set: say which Warder guards this, or set warder.enabled to false");
    }
    return value;
  }

  /// For applications in a servlet container, Spring Cloud Gateway's among them.
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
  static class Servlet {
    @Bean
    FilterRegistrationBean<WarderFilter> warderFilter(
        WarderClient client, WarderProperties properties) {
      FilterRegistrationBean<WarderFilter> registration =
          new FilterRegistrationBean<>(new WarderFilter(client, properties.strip()));
      registration.addUrlPatterns("/*");
      registration.setAsyncSupported(true);
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return registration;
    }
  }

  /// For Spring Cloud Gateway on WebFlux.
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  @ConditionalOnClass(GlobalFilter.class)
  static class Gateway {
    @Bean
    WarderGatewayFilter warderGatewayFilter(WarderClient client, WarderProperties properties) {
      return new WarderGatewayFilter(client, properties.strip());
    }
  }
}
