package dev.warder.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The verifier keys of a journal, a line each: first the one that signs now, then those before it.
///
/// An older key proves what was signed with it and nothing newer, so that whoever got hold of it
/// after it was replaced can sign nothing that counts.
public record VerifierKeys(List<VerifierKey> all) {
  public VerifierKeys {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("no verifier key");
    }
  }

  /// Empty where a line is none.
  public static Optional<VerifierKeys> parse(String text) {
    List<VerifierKey> keys = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      Optional<VerifierKey> key = VerifierKey.parse(line);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(new VerifierKeys(keys));
  }

  /// Those that the journal's own folder has.
  static VerifierKeys own(Path journal) throws IOException {
    Path file = journal.toAbsolutePath().normalize().resolveSibling("keys").resolve("audit.pub");
    return parse(Files.readString(file))
        .orElseThrow(() -> new IOException(file + " is not a verifier key"));
  }

  VerifierKey now() {
    return all.getFirst();
  }

  /// Whether one of them signed it.
  boolean signed(Checkpoint checkpoint) {
    return all.stream().anyMatch(checkpoint::isSignedBy);
  }

  VerifierKeys after(VerifierKey fresh) {
    List<VerifierKey> keys = new ArrayList<>(List.of(fresh));
    keys.addAll(all);
    return new VerifierKeys(keys);
  }

  /// As the file holds them.
  String text() {
    StringBuilder text = new StringBuilder();
    all.forEach(key -> text.append(key).append('\n'));
    return text.toString();
  }
}
