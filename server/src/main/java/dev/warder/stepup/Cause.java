package dev.warder.stepup;

import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.Situation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why proof is asked for: which rules want it, of which token, used by which client from where. A
/// retry has the same cause; whoever differs in any of it has another.
///
/// @param rules that ask for it
/// @param client the client as it names itself, or the SHA-256 of a long name
/// @param network the address, or its /64 in IPv6; empty where unknown
record Cause(String tokenId, List<String> rules, String acr, String client, String network) {
  private static final int LONGEST_CLIENT = 200;
  private static final int V6_BITS = 64;

  Cause {
    rules = List.copyOf(rules);
  }

  static Cause of(Situation situation, List<String> rules, String acr) {
    Attempt attempt = situation.attempt();
    String token = situation.identity().token().id();
    return new Cause(token, rules, acr, client(attempt), network(attempt.source()));
  }

  static String client(Attempt attempt) {
    String agent = attempt.userAgent();
    return agent.length() <= LONGEST_CLIENT ? agent : sha256(agent);
  }

  static String network(@Nullable Address source) {
    if (source == null) {
      return "";
    }
    return source.isV4() ? source.toString() : source.prefix(V6_BITS) + "/64";
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
