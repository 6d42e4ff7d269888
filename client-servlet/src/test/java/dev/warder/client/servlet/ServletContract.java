package dev.warder.client.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.client.FailureMode;
import dev.warder.client.GuardedContract;
import dev.warder.client.WarderClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the filter does in every servlet container.
abstract class ServletContract extends GuardedContract {
  @Override
  protected final Application start(URI warder, String gatewayKey, FailureMode onFailure)
      throws Exception {
    Duration patient = Duration.ofSeconds(30);
    return start(new WarderFilter(new WarderClient(warder, gatewayKey, onFailure, patient)));
  }

  abstract Application start(WarderFilter filter) throws Exception;

  @Test
  void theApplicationKnowsItsCallerInTheServletsOwnWords() throws Exception {
    assertThat(call(alices("/orders/1")).text())
        .contains("\nuser alice\n", "\nmay read true\n", "\nmay write false\n", "\nhidden null\n");
  }
}
