package dev.warder.monitor;

/// Whom a detection is about: what detections of one subject find belongs to one story.
///
/// @param id of the principal, or the network as a CIDR; empty for everybody
public record Subject(Kind kind, String id) {
  public static final Subject EVERYBODY = new Subject(Kind.POPULATION, "");

  public enum Kind {
    PRINCIPAL,
    NETWORK,
    POPULATION
  }

  public static Subject principal(String id) {
    return new Subject(Kind.PRINCIPAL, id);
  }

  public static Subject network(String cidr) {
    return new Subject(Kind.NETWORK, cidr);
  }

  /// The form in which it is stored and shown, for example `principal:alice`.
  public String wire() {
    return switch (kind) {
      case PRINCIPAL -> "principal:" + id;
      case NETWORK -> "network:" + id;
      case POPULATION -> "population";
    };
  }

  /// @throws IllegalArgumentException where the text is not what `wire` gives
  public static Subject of(String wire) {
    int colon = wire.indexOf(':');
    if (colon < 0 && wire.equals("population")) {
      return EVERYBODY;
    }
    String id = wire.substring(colon + 1);
    return switch (colon < 0 ? "" : wire.substring(0, colon)) {
      case "principal" -> principal(id);
      case "network" -> network(id);
      default -> throw new IllegalArgumentException("no subject: " + wire);
    };
  }
}
