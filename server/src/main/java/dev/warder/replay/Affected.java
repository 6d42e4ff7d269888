package dev.warder.replay;

/// A principal or a route, and how many of its decisions come out otherwise.
public record Affected(String name, long hindered, long letThrough) {
  Affected plus(long hindered, long letThrough) {
    return new Affected(name, this.hindered + hindered, this.letThrough + letThrough);
  }

  long changes() {
    return hindered + letThrough;
  }
}
