package dev.warder.api;

/// Whether the service is warm: everything is loaded, and the first call is as fast as the next.
@FunctionalInterface
public interface Readiness {
  boolean isWarm();
}
