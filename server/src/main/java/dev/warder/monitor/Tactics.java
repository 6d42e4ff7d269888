package dev.warder.monitor;

import dev.warder.model.Decision;
import dev.warder.model.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which operations of an API serve which aim of an attacker: what is known of the field, and not
/// learned from anybody's use.
///
/// An operation is the last part of a path, or a method with the template of a path.
public final class Tactics {
  private static final String BUNDLED = "tactics.tsv";
  private static final int MOST = 10_000;

  /// An aim, as MITRE ATT&CK names it.
  enum Tactic {
    DISCOVERY("discovery"),
    CREDENTIAL_ACCESS("credential-access"),
    EXECUTION("execution"),
    PERSISTENCE("persistence"),
    PRIVILEGE_ESCALATION("privilege-escalation"),
    DEFENSE_EVASION("defense-evasion"),
    EXFILTRATION("exfiltration"),
    IMPACT("impact");

    private final String wire;

    Tactic(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }

    /// Whether one call of it is worth a look, because few ever need it.
    boolean speaksForItself() {
      return this == DEFENSE_EVASION || this == EXFILTRATION || this == IMPACT;
    }

    static Optional<Tactic> of(String wire) {
      return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findFirst();
    }
  }

  /// @param name as the list has it
  record Operation(Tactic tactic, String name) {}

  private final Map<String, Operation> operations = new HashMap<>();

  private Tactics(List<String> lines, String from) {
    int number = 0;
    for (String line : lines) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+", 2);
      Optional<Tactic> tactic = Tactic.of(parts[0]);
      String name = parts.length < 2 ? "" : parts[1].strip();
      if (tactic.isEmpty() || name.isEmpty() || operations.size() >= MOST) {
        throw new Fault.Invalid(
            from + ", line " + number + ": a tactic and an operation are needed");
      }
      operations.put(name, new Operation(tactic.get(), name));
    }
  }

  /// The list that comes with the program.
  public static Tactics bundled() {
    try (InputStream file = Tactics.class.getResourceAsStream(BUNDLED)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + BUNDLED);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new Tactics(text.lines().toList(), BUNDLED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws Fault.Invalid where it cannot be read, or holds something else
  public static Tactics read(Path file) {
    try {
      return new Tactics(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new Fault.Invalid("the list of tactics " + file + " cannot be read", e);
    }
  }

  /// Absent where the call serves nobody's aim in particular.
  @Nullable Operation of(Call call) {
    Decision decision = call.decision();
    String path = decision.attempt().path().path();
    Operation last = operations.get(path.substring(path.lastIndexOf('/') + 1));
    return last != null
        ? last
        : operations.get(decision.attempt().method() + " " + call.template());
  }

  /// Whether it is more than looking around.
  boolean areServed(Call call) {
    Operation operation = of(call);
    return operation != null && operation.tactic() != Tactic.DISCOVERY;
  }
}
