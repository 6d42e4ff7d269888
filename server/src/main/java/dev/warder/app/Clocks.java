package dev.warder.app;

import java.time.Instant;
import java.time.InstantSource;

/// The clock of the service: milliseconds, which is what records and answers hold.
final class Clocks {
  static final InstantSource MILLISECONDS =
      new InstantSource() {
        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(System.currentTimeMillis());
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }
      };

  private Clocks() {}
}
