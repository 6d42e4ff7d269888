package dev.warder.model;

import java.time.Duration;

/// At most so many requests in any such span of time.
public record RateLimit(int requests, Duration per) {
  public RateLimit {
    if (requests < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a rate limit needs requests >= 1 and a positive span");
    }
  }
}
