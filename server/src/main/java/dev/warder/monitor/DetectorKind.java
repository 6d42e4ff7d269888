package dev.warder.monitor;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The detectors that there are, and what can be set of each.
public enum DetectorKind {
  CONCURRENT_USE(
      "concurrent-use",
      "one token used from disjoint networks or by different clients at once",
      new Parameter("windowMinutes", 10, "within which uses are at once"),
      new Parameter("switches", 4, "changes to and fro that tell sharing from moving")),
  STOLEN_TOKEN(
      "stolen-token",
      "a new source, then discovery, refusals, or calls to critical routes",
      new Parameter("windowMinutes", 30, "in which the story must unfold"),
      new Parameter("routes", 4, "routes the token never used that make a discovery"),
      new Parameter("refusals", 2, "routes refused that count as trying doors")),
  ATTACK_CHAIN(
      "attack-chain",
      "operations that serve an attack, of several tactics, which its principal never used",
      new Parameter("windowMinutes", 60, "without any of them that end a story"),
      new Parameter("tactics", 3, "different tactics that make a chain"),
      new Parameter("repeats", 10, "calls of one tactic that are many by themselves")),
  OBJECT_ENUMERATION(
      "object-enumeration",
      "many objects of one route walked through, with refusals or far beyond habit",
      new Parameter("windowMinutes", 10, "in which objects are counted"),
      new Parameter("objects", 40, "different objects that are many"),
      new Parameter("refusals", 5, "refused or missing among them that need no habit"),
      new Parameter("objectsAlone", 120, "different objects that are many without refusals"),
      new Parameter("timesUsual", 4, "how far beyond its habit, where little is refused")),
  SCRAPING(
      "scraping",
      "volume and breadth far beyond the principal's own history",
      new Parameter("windowMinutes", 10, "in which calls are counted"),
      new Parameter("calls", 300, "calls that are many for anybody"),
      new Parameter("timesUsual", 5, "how far beyond the principal's own peak")),
  CREDENTIAL_STUFFING(
      "credential-stuffing",
      "guessed or dead tokens tried from one network, across principals",
      new Parameter("windowMinutes", 10, "in which refusals are counted"),
      new Parameter("refusals", 30, "refused credentials from one network"),
      new Parameter("principals", 3, "different owners of dead tokens from one network")),
  LOW_AND_SLOW(
      "low-and-slow",
      "a token spread thinly over many networks that its principal never used",
      new Parameter("windowHours", 24, "in which networks are counted"),
      new Parameter("networks", 8, "new networks that are many")),
  DORMANT_TOKEN(
      "dormant-token",
      "a token in use again after long silence",
      new Parameter("days", 30, "of silence"),
      new Parameter("calls", 5, "before the silence, so that a first try is none")),
  PRIVILEGE_CREEP(
      "privilege-creep",
      "an old token reaching for a scope that it never used before",
      new Parameter("days", 14, "of use before anything is a habit"),
      new Parameter("calls", 200, "in those days")),
  UNUSED_PRIVILEGE(
      "unused-privilege",
      "scopes that a token holds and does not use: advice to take them away",
      new Parameter("days", 30, "of use to judge by"),
      new Parameter("calls", 200, "in those days")),
  HONEY_TOKEN("honey-token", "a token tagged `honey` that nobody should have touched"),
  POPULATION_DRIFT(
      "population-drift",
      "the same change at many principals at once: a release, a move, an outage",
      new Parameter("windowMinutes", 30, "in which principals are counted"),
      new Parameter("percent", 20, "of the active principals that show it"),
      new Parameter("principals", 10, "that show it at least"),
      new Parameter(
          "failingPercent", 50, "of a route's principals that it fails for, in an outage"));

  /// Something of a detector that can be set: a whole number of at least 1.
  public record Parameter(String name, int usual, String meaning) {}

  private final String wire;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // the list cannot be changed, its type does not say so
  private final List<Parameter> parameters;

  DetectorKind(String wire, String meaning, Parameter... parameters) {
    this.wire = wire;
    this.meaning = meaning;
    this.parameters = List.of(parameters);
  }

  public String wire() {
    return wire;
  }

  public String meaning() {
    return meaning;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  public static Optional<DetectorKind> of(String wire) {
    return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
  }
}
