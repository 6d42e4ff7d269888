package dev.warder.app.cli;

import dev.warder.audit.Checkpoint;
import dev.warder.audit.Examination;
import dev.warder.audit.JournalVerifier;
import dev.warder.audit.VerifierKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = {
      "Check chain, tree and signatures of a journal, without the service and also beside it.",
      "Without --key the journal's folder vouches for itself; an older copy put in its place is"
          + " found only with --checkpoint."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditVerify implements Callable<Integer> {
  @Mixin private final JournalFolder folder;

  @Option(
      names = "--key",
      paramLabel = "F",
      description =
          "A copy of keys/audit.pub that was kept elsewhere: the key that signs now, and below it those"
              + " before it.")
  private @Nullable Path key;

  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description =
          "Earlier checkpoints that were kept elsewhere: the journal must continue the newest.")
  private @Nullable Path checkpoint;

  @Mixin private final Output output;

  private final Terminal terminal;

  AuditVerify(Terminal terminal) {
    this.terminal = terminal;
    this.folder = new JournalFolder(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws Exception {
    Path journal = folder.path();
    VerifierKeys trusted = key == null ? null : keys(key);
    Checkpoint earlier = checkpoint == null ? null : checkpoint(checkpoint);
    Progress progress = Progress.of(terminal, output.isJson() ? 0 : expected(journal));
    Examination found = JournalVerifier.verify(journal, trusted, earlier, progress::at);
    progress.end();
    return switch (found) {
      case Examination.Intact intact -> print(intact);
      case Examination.Broken broken -> print(broken);
    };
  }

  private VerifierKeys keys(Path file) throws IOException {
    return VerifierKeys.parse(Files.readString(terminal.resolve(file)))
        .orElseThrow(
            () -> Stop.usage(file + " is not a verifier key", "Take a copy of keys/audit.pub."));
  }

  private Checkpoint checkpoint(Path file) throws IOException {
    return Checkpoint.furthest(Files.readString(terminal.resolve(file)))
        .orElseThrow(
            () -> Stop.usage(file + " is not a checkpoint", "Take a copy of journal/checkpoint."));
  }

  /// How many records there are to check, as far as that is known before.
  private static long expected(Path folder) throws IOException {
    Path inner = folder.resolve("journal").resolve("checkpoint");
    Path file = Files.exists(inner) ? inner : folder.resolve("checkpoint");
    return Files.exists(file)
        ? Checkpoint.parse(Files.readString(file)).map(Checkpoint::size).orElse(0L)
        : 0;
  }

  private int print(Examination.Intact intact) {
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("intact", true);
      json.put("records", intact.records());
      json.put("signed", intact.signed());
      json.put("head", intact.head());
      json.put("selfAttested", intact.selfAttested());
      output.json(json);
    } else {
      output.line(
          "intact: " + intact.records() + " records, " + intact.signed() + " of them signed");
      output.line("head:   " + intact.head());
      attested(intact);
    }
    return Exit.DONE;
  }

  private int print(Examination.Broken broken) {
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("intact", false);
      json.put("seq", broken.seq());
      json.put("segment", broken.segment());
      json.put("line", broken.line());
      json.put("damage", broken.damage().wire());
      json.put("message", broken.message());
      json.put("selfAttested", broken.selfAttested());
      output.json(json);
    } else {
      output.line("BROKEN: " + Table.plain(broken.message()));
      attested(broken);
    }
    return Exit.NO;
  }

  private void attested(Examination found) {
    output.line(
        found.selfAttested()
            ? "key:    self-attested (the folder's own; --key checks against a copy kept elsewhere)"
            : "key:    " + key);
  }
}
