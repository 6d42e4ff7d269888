package dev.warder.audit;

import dev.warder.model.Action;
import dev.warder.model.Address;
import dev.warder.model.Assessment;
import dev.warder.model.Assurance;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.Decision;
import dev.warder.model.FailureMode;
import dev.warder.model.IdSource;
import dev.warder.model.Identity;
import dev.warder.model.Judgement;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import dev.warder.model.Verdict;
import dev.warder.risk.Levels;
import dev.warder.risk.ModelFile;
import dev.warder.risk.RiskEngine;
import dev.warder.store.memory.MemoryProfileStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Decisions as they usually are: a service's known key, read calls, risk as the real engine
/// computes it after a few hundred calls.
final class TypicalCall {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final int LEARNED = 300;

  private final RiskEngine risk =
      new RiskEngine(
          ModelFile.bundled(), Levels.DEFAULT, new MemoryProfileStore(), InstantSource.system());
  private final IdSource ids = new IdSource(InstantSource.system(), ThreadLocalRandom.current());
  private final Route route =
      new Route("GET /orders/{id}", List.of("orders:read"), Sensitivity.NORMAL, FailureMode.CLOSED);
  private final Action action = new Action("GET", "read", "/orders", "/orders/{id}");
  private final Context context =
      new Context(
          new Place("DE", null, 3320, "Deutsche Telekom AG", null, ZoneId.of("Europe/Berlin")),
          NetworkClass.RESIDENTIAL,
          new Client(
              "aws-cli",
              "2.13.5",
              "python/linux",
              "linux",
              Client.Kind.SDK,
              "aws-cli/2.13.5 Python/3.11.4 Linux/5.15 exe/x86_64"),
          List.of("city"));
  private final Identity identity =
      new Identity(
          new Token(
              "tok_01ARZ3NDEKTSV4RRFFQ69G5FAV",
              new Principal("billing-export", PrincipalKind.SERVICE),
              "nightly",
              List.of("orders:read", "orders:write"),
              START,
              START.plusSeconds(90 * 86_400),
              List.of(),
              null,
              new TreeMap<>(Map.of("team", "billing")),
              new TokenDigest("p1", new byte[32]),
              null,
              null,
              1),
          Assurance.TOKEN_ONLY);
  private final Judgement judgement =
      new Judgement("sha256:" + "5f".repeat(32), List.of(), List.of(), null);
  private int number;

  TypicalCall() {
    for (int i = 0; i < LEARNED; i++) {
      next();
    }
  }

  Decision next() {
    Decision call = decided(number);
    risk.learn(call, number++);
    return call;
  }

  private Decision decided(int call) {
    Instant time = START.plusMillis(7_919L * call);
    Attempt attempt =
        new Attempt(
            time,
            "tok_01ARZ3NDEKTSV4RRFFQ69GATEW",
            new Credential.Absent(),
            "GET",
            "https",
            "api.example.com",
            new CanonicalPath("/orders/" + (4_000 + call), null),
            Address.parse("91.0.17.20").orElseThrow(),
            Map.of("user-agent", context.client().userAgent()),
            null);
    Assessment assessment = risk.assess(identity, attempt, context, action);
    return new Decision(
        ids.next("dec_"),
        time,
        attempt,
        identity.token(),
        identity,
        null,
        route,
        action,
        context,
        assessment,
        judgement,
        new Verdict.Allow(),
        identity.token().scopes(),
        List.of(),
        41 + call % 7);
  }
}
