package dev.warder.app.cli;

import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Query;
import dev.warder.audit.Rendering;
import dev.warder.model.Form;
import dev.warder.model.SecretFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description =
        "Hand records over, the oldest first, as JSON Lines: the journal's own, OCSF events or ECS"
            + " documents. Reads a data folder, also beside the running service.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class AuditExport implements Callable<Integer> {
  private static final int BUFFER = 1 << 16;

  @Mixin private final JournalFolder folder;

  @Option(
      names = "--format",
      paramLabel = "F",
      required = true,
      description = "jsonl, ocsf or ecs.")
  private String format = "";

  @Mixin private final Filters filters;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to this file, for its owner alone, and replace it once all is written.")
  private @Nullable Path out;

  @Mixin private final Output output;

  private final Terminal terminal;

  AuditExport(Terminal terminal) {
    this.terminal = terminal;
    this.folder = new JournalFolder(terminal);
    this.filters = new Filters(InstantSource.system());
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws Exception {
    Form form =
        Form.of(format)
            .orElseThrow(() ->
                Stop.usage(
                    "--format must be jsonl, ocsf or ecs, not \"" + Table.plain(format) + "\"",
                    "Write for example --format ocsf."));
    Query query = filters.query();
    try (JournalReader reader = JournalReader.open(folder.path())) {
      if (out == null) {
        OutputStream lines = new BufferedOutputStream(terminal.out(), BUFFER);
        var _ = write(reader, query, form, lines, Progress.of(terminal, 0));
        lines.flush();
      } else {
        report(toFile(reader, query, form, terminal.resolve(out)));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Exit.DONE;
  }

  private long toFile(JournalReader reader, Query query, Form form, Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, SecretFile.OWNER_ALONE);
    Progress progress = Progress.of(terminal, reader.size());
    long records;
    try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(fresh), BUFFER)) {
      records = write(reader, query, form, lines, progress);
    } finally {
      progress.end();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return records;
  }

  private static long write(
      JournalReader reader, Query query, Form form, OutputStream lines, Progress progress)
      throws IOException {
    long[] written = {0};
    var _ =
        reader.forEach(
            reader.first(query),
            entry -> {
              if (query.matches(entry)) {
                line(lines, entry, form);
                written[0]++;
              }
              progress.at(entry.seq() + 1);
              return true;
            });
    return written[0];
  }

  private static void line(OutputStream lines, Entry entry, Form form) {
    try {
      lines.write(Rendering.of(entry, form).text().getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(long records) {
    if (output.isJson()) {
      output.json(Map.of("records", records));
    } else {
      output.note(records + " records.");
    }
  }
}
