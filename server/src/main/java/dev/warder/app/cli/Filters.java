package dev.warder.app.cli;

import dev.warder.app.settings.Amounts;
import dev.warder.audit.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which records a command is about. All conditions must be met.
final class Filters {
  @Option(
      names = "--since",
      paramLabel = "T",
      description = "From this time on: 2026-11-23T10:00:00Z, or 15m, 12h, 30d ago.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "T", description = "Before this time; likewise.")
  private @Nullable String until;

  @Option(
      names = "--kind",
      paramLabel = "K",
      description = "decision, or an event such as token.created; token. is all of them.")
  private @Nullable String kind;

  @Option(
      names = "--principal",
      paramLabel = "P",
      description = "Of the call's token, or who did what an event tells of.")
  private @Nullable String principal;

  @Option(
      names = "--token",
      paramLabel = "ID",
      description = "The token's id, or what an event was done to.")
  private @Nullable String token;

  @Option(
      names = "--address",
      paramLabel = "IP",
      description = "Where it came from: an address, or a network such as 203.0.113.0/24.")
  private @Nullable String address;

  @Option(names = "--country", paramLabel = "CC", description = "Its two letters.")
  private @Nullable String country;

  @Option(names = "--route", paramLabel = "R", description = "As configured: \"GET /orders/{id}\".")
  private @Nullable String route;

  @Option(
      names = "--verdict",
      paramLabel = "V",
      description = "allow, restrict, throttle, step_up or deny.")
  private @Nullable String verdict;

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "A policy rule that matched, in force or in shadow.")
  private @Nullable String rule;

  @Option(names = "--min-score", paramLabel = "N", description = "At least this risk, 0 to 100.")
  private @Nullable String minScore;

  @Option(names = "--max-score", paramLabel = "N", description = "At most this risk.")
  private @Nullable String maxScore;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      description = "All of these words in the reasons, or anywhere in an event.")
  private @Nullable String text;

  private final InstantSource clock;

  Filters(InstantSource clock) {
    this.clock = clock;
  }

  /// By the names that the service knows them by.
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "kind", kind);
    put(given, "principal", principal);
    put(given, "token", token);
    put(given, "address", address);
    put(given, "country", country);
    put(given, "route", route);
    put(given, "verdict", verdict);
    put(given, "rule", rule);
    put(given, "minScore", minScore);
    put(given, "maxScore", maxScore);
    put(given, "text", text);
    put(given, "since", since == null ? null : time(since));
    put(given, "until", until == null ? null : time(until));
    return given;
  }

  /// @throws dev.warder.model.Fault.Invalid where a value is none
  Query query() {
    return Query.parse(given());
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  /// A duration is that long ago; everything else is checked where it is used.
  private String time(String text) {
    Instant now = clock.instant();
    return Amounts.duration(text)
        .filter(ago -> ago.compareTo(Duration.between(Instant.EPOCH, now)) < 0)
        .map(ago -> now.minus(ago).toString())
        .orElse(text);
  }
}
