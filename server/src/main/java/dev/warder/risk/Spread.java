package dev.warder.risk;

import java.util.List;

/// The figures of the term that tells a token that is used at two places.
///
/// @param alone how much more it counts for a newcomer, of whom no network and client is known that
///   could say the same
/// @param aloneHalfAt the number of learned routes at which half of that is left
/// @param windowSeconds how long ago the other place may have been used
/// @param swiftSeconds how lately for a change to be swift
/// @param attack the share of attacks that is assumed to show a change, for each kind
/// @param usual legitimate rate of 1, 2, 3... changes of ASN within the window, where the principal
///   is known to use both
/// @param fresh the same where one of them is new
/// @param abroad the same where countries differ
/// @param disjoint the same where the program changed too, from or to a new network or country
/// @param swift the same so soon after that the owner is still at work
public record Spread(
    double weight,
    List<Double> attack,
    double cap,
    double kappa,
    double alone,
    double aloneHalfAt,
    int windowSeconds,
    int swiftSeconds,
    List<Double> usual,
    List<Double> fresh,
    List<Double> abroad,
    List<Double> disjoint,
    List<Double> swift) {
  public Spread {
    ModelCheck.positive("spread", kappa, aloneHalfAt);
    attack = ModelCheck.rates("spread.attack", attack, Changes.SWIFT);
    usual = List.copyOf(usual);
    fresh = List.copyOf(fresh);
    abroad = List.copyOf(abroad);
    disjoint = List.copyOf(disjoint);
    swift = List.copyOf(swift);
  }

  /// Of so many changes of this kind.
  double rate(byte kind, int changes) {
    List<Double> rates = rates(kind);
    return rates.get(Math.min(changes, rates.size()) - 1);
  }

  private List<Double> rates(byte kind) {
    return switch (kind) {
      case Changes.SWIFT -> swift;
      case Changes.DISJOINT -> disjoint;
      case Changes.ABROAD -> abroad;
      case Changes.NEW -> fresh;
      default -> usual;
    };
  }
}
