package dev.warder.policy;

import java.util.Optional;
import java.util.Set;

/// Reads how far a policy counts: `enforce`, `shadow`, or a share as in `{enforce: 10%}`.
final class ModeReader {
  static final String ENFORCE = "enforce";
  static final String SHADOW = "shadow";

  private final Problems problems;

  ModeReader(Problems problems) {
    this.problems = problems;
  }

  /// What is wrong counts as enforced: it never comes into force anyway.
  Mode read(Optional<Node> node, String policy) {
    return node.map(n -> read(n, policy)).orElse(Mode.ENFORCE);
  }

  private Mode read(Node node, String policy) {
    if (node instanceof Node.Mapping) {
      return Fields.of(node, "mode", Set.of(ENFORCE), problems)
          .flatMap(
              fields -> fields.required(ENFORCE, "mode").flatMap(n -> fields.scalar(n, ENFORCE)))
          .map(share -> share(share, policy))
          .orElse(Mode.ENFORCE);
    }
    String text = node instanceof Node.Scalar scalar ? scalar.text() : node.kind();
    if (text.equals(SHADOW)) {
      return Mode.SHADOW;
    }
    if (!text.equals(ENFORCE)) {
      String all =
          "mode must be enforce or shadow, or {enforce: 10%} for a share of all principals";
      problems.add(node.at(), all + ", not " + Problems.quote(text));
    }
    return Mode.ENFORCE;
  }

  private Mode share(Node.Scalar scalar, String policy) {
    Optional<Integer> hundredths = Mode.hundredths(scalar.text());
    if (hundredths.isEmpty()) {
      String text = Problems.quote(scalar.text()) + " is not a share from 0.01% to 100%";
      problems.add(scalar.at(), text);
    }
    return hundredths.<Mode>map(h -> Mode.Share.of(policy, h)).orElse(Mode.ENFORCE);
  }
}
