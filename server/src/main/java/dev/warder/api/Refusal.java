package dev.warder.api;

import com.linecorp.armeria.common.AggregatedHttpResponse;

/// A fault whose problem says more than a sentence: rendered already.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient AggregatedHttpResponse response;

  Refusal(AggregatedHttpResponse response) {
    super("refused", null, false, false);
    this.response = response;
  }

  AggregatedHttpResponse response() {
    return response;
  }
}
