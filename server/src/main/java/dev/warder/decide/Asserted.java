package dev.warder.decide;

import dev.warder.model.Action;
import dev.warder.model.Assertion;
import dev.warder.model.Assurance;
import dev.warder.model.FailureMode;
import dev.warder.model.Identity;
import dev.warder.model.Principal;
import dev.warder.model.Route;
import dev.warder.model.Sensitivity;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// What stands in for token, route and action where a subject was asserted and none was shown.
final class Asserted {
  private static final TokenDigest NO_DIGEST = new TokenDigest("", new byte[0]);
  private static final Assurance ASSERTED = new Assurance("asserted", null);
  private static final Set<String> READING = Set.of("read", "view", "get", "list", "head", "watch");

  private Asserted() {}

  /// A token without scopes, which nobody can show. It names the subject, so that limits are kept
  /// for each.
  static Identity identity(Assertion assertion) {
    Principal principal = assertion.principal();
    Token token =
        new Token(
            "asserted:" + principal.id(),
            principal,
            "",
            List.of(),
            Instant.EPOCH,
            null,
            List.of(),
            null,
            new TreeMap<>(),
            NO_DIGEST,
            null,
            null,
            0);
    return new Identity(token, ASSERTED);
  }

  static Route route(Assertion assertion) {
    String id = name(assertion) + " " + type(assertion);
    return new Route(id, List.of(), Sensitivity.NORMAL, FailureMode.CLOSED);
  }

  static Action action(Assertion assertion) {
    String group = "/" + type(assertion);
    return new Action(name(assertion), kind(name(assertion)), group, group + "/{id}");
  }

  private static String kind(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    boolean reads = READING.stream().anyMatch(w -> word.equals(w) || word.startsWith("can_" + w));
    return reads ? "read" : word.contains("delete") ? "delete" : "write";
  }

  private static String name(Assertion assertion) {
    return Assertion.text(assertion.action(), "name");
  }

  private static String type(Assertion assertion) {
    return Assertion.text(assertion.resource(), "type");
  }
}
