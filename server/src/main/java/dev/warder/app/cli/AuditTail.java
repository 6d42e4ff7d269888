package dev.warder.app.cli;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tail",
    description = "Print the newest records of a journal, also beside the running service.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditTail implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  @Mixin private final JournalFolder folder;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "How many (default: 10).")
  private int lines = 10;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written from now on, until Ctrl-C.")
  private boolean follow;

  @Mixin private final Output output;

  AuditTail(Terminal terminal) {
    this.folder = new JournalFolder(terminal);
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws Exception {
    if (lines < 0) {
      throw Stop.usage("-n must not be negative", "Write for example -n 50.");
    }
    try (JournalReader reader = JournalReader.open(folder.path())) {
      long next = print(reader, Math.max(0, reader.size() - lines));
      while (follow && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        next = print(reader, next);
      }
    }
    return Exit.DONE;
  }

  private long print(JournalReader reader, long from) throws IOException {
    try {
      return reader.forEach(
          from,
          entry -> {
            print(entry);
            return true;
          });
    } catch (IllegalArgumentException e) {
      throw Stop.environment(
          "a record cannot be read", "Somebody wrote into it: see ./warder audit verify.", e);
    }
  }

  private void print(Entry entry) {
    output.line(output.isJson() ? entry.opened() : RecordText.of(entry));
  }
}
