package dev.warder.client.spring;

import dev.warder.client.FailureMode;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The keys below `warder` in the application's configuration.
///
/// @param url of Warder; the application does not start without
/// @param gatewayKey a Warder token with scope `warder:decide`; the application does not start
///   without
/// @param timeout for one decision
/// @param onFailure what becomes of calls that no decision could be had on
/// @param strip headers that the application does not see, in lower case
@ConfigurationProperties("warder")
public record WarderProperties(
    @Nullable URI url,
    @Nullable String gatewayKey,
    @DefaultValue("500ms") Duration timeout,
    @DefaultValue("closed") FailureMode onFailure,
    @DefaultValue({"authorization", "dpop"}) Set<String> strip) {

  /// Without the key.
  @Override
  public String toString() {
    return "WarderProperties[url=" + url + "]";
  }
}
