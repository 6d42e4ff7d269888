package dev.warder.app.cli;

import dev.warder.app.watch.FollowedLog;
import dev.warder.app.watch.LoggedOutcome;
import dev.warder.app.watch.PlaceFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "watch",
    description = {
      "Read what became of calls from a gateway's access log, and tell the service.",
      "nginx in the format of examples/nginx, or Caddy's JSON log; goes on where it stopped."
    })
final class WatchCommand extends ApiCommand {
  private static final int AT_ONCE = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  @Option(names = "--log", required = true, paramLabel = "FILE", description = "The access log.")
  private Path log = Path.of("access.log");

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Where it is kept how far the log was read (default: FILE.watched).")
  private @Nullable Path state;

  @Option(names = "--once", description = "Stop at the end of the log instead of following it.")
  private boolean once;

  private long read;
  private long accepted;
  private long unknown;
  private long others;
  private long unreadable;

  WatchCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int run(ApiClient server, Output output) throws Exception {
    Path file = terminal().resolve(log);
    PlaceFile place =
        new PlaceFile(state != null ? terminal().resolve(state) : Path.of(file + ".watched"));
    try (FollowedLog followed = FollowedLog.open(file, place.read())) {
      long size = followed.left();
      Progress progress = Progress.of(terminal(), size);
      while (!Thread.currentThread().isInterrupted()) {
        List<String> lines = followed.next(AT_ONCE);
        if (!lines.isEmpty()) {
          tell(server, output, lines);
          place.write(followed.place());
          progress.at(Math.max(0, size - followed.left()));
          report(output, followed, !once);
        } else if (once) {
          break;
        } else {
          progress.end();
          LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
      }
      progress.end();
      report(output, followed, once);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw Stop.environment(
          e.getFile() + " cannot be read",
          "Check the path, and that you may read and write there.",
          e);
    }
    return Exit.DONE;
  }

  private void tell(ApiClient server, Output output, List<String> lines) {
    List<Map<String, Object>> observations = new ArrayList<>();
    for (String line : lines) {
      read++;
      try {
        LoggedOutcome outcome = LoggedOutcome.of(line);
        if (outcome == null) {
          others++;
        } else {
          observations.add(outcome.observation());
        }
      } catch (IllegalArgumentException e) {
        unreadable++;
      }
    }
    if (!observations.isEmpty()) {
      JsonNode answer = send(server, output, Map.of("observations", observations));
      accepted += answer.path("accepted").asLong(0);
      unknown += answer.path("unknown").asLong(0);
    }
  }

  /// A service that is away or busy is waited for, unless the log is read but once.
  private JsonNode send(ApiClient server, Output output, Map<String, Object> body) {
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        return server.send("POST", "/v1/observations", body);
      } catch (Stop stop) {
        boolean passes = stop.exit() == Exit.WRONG_ENVIRONMENT || stop.mayPass();
        if (once || !passes || Thread.currentThread().isInterrupted()) {
          throw stop;
        }
        if (pause == FIRST_PAUSE_MILLIS) {
          output.note("warder: " + stop.text() + "; trying again");
        }
        LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
      }
    }
  }

  private void report(Output output, FollowedLog followed, boolean now) throws IOException {
    if (!now) {
      return;
    }
    long skipped = unreadable + followed.tooLong();
    if (output.isJson()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("lines", read);
      told.put("accepted", accepted);
      told.put("unknown", unknown);
      told.put("undecided", others);
      told.put("unreadable", skipped);
      output.json(told);
    } else if (once) {
      output.line(
          read
              + " lines: "
              + accepted
              + " outcomes taken, "
              + unknown
              + " of calls that were not let through or are not known, "
              + others
              + " of calls without a decision, "
              + skipped
              + " unreadable.");
    }
  }
}
