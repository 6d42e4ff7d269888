package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.app.settings.SettingsReader;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Principal;
import dev.warder.replay.events.AccessLines;
import dev.warder.replay.events.Call;
import dev.warder.token.NewToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Fills a data folder with decisions about a real access log, played again and again a week apart:
/// `ManyRecords CONFIG ACCESS_LOG RECORDS`.
final class ManyRecords {
  private static final int AT_ONCE = 256;
  private static final Duration APART = Duration.ofDays(7);

  private ManyRecords() {}

  public static void main(String[] arguments) throws Exception {
    Path config = Path.of(arguments[0]).toAbsolutePath();
    List<Call> calls = new AccessLines().read(Path.of(arguments[1]), read -> {});
    long wanted = Long.parseLong(arguments[2]);
    Settings settings =
        SettingsReader.read(config, Map.of(), Map.of(), Objects.requireNonNull(config.getParent()));
    long began = System.nanoTime();
    try (Wiring wiring = Wiring.open(settings)) {
      Map<String, Credential> tokens = new HashMap<>();
      Semaphore room = new Semaphore(AT_ONCE);
      AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
      for (long done = 0; done < wanted; done++) {
        Call call = calls.get((int) (done % calls.size()));
        Duration later = APART.multipliedBy(done / calls.size());
        Credential shown = tokens.computeIfAbsent(call.principal(), who -> token(wiring, call));
        room.acquire();
        var _ =
            wiring
                .decider()
                .decide(attempt(call, shown, later))
                .whenComplete((decided, failure) -> {
                  if (failure != null) {
                    failed.compareAndSet(null, failure);
                  }
                  room.release();
                });
      }
      room.acquire(AT_ONCE);
      if (failed.get() != null) {
        throw new IllegalStateException("a decision failed", failed.get());
      }
    }
    System.out.printf("%d records in %.0f s%n", wanted, (System.nanoTime() - began) / 1e9);
  }

  private static Credential token(Wiring wiring, Call call) {
    NewToken wanted = NewToken.of(new Principal(call.principal(), call.kind()), "", List.of());
    var issued = wiring.tokens.create(wanted, null).commit();
    return Credential.of(Objects.requireNonNull(issued.secret()).reveal());
  }

  private static Attempt attempt(Call call, Credential shown, Duration later) {
    CanonicalPath path;
    List<String> problems = new ArrayList<>();
    try {
      path = CanonicalPath.parse(call.path());
    } catch (Fault.Invalid e) {
      path = CanonicalPath.unreadable(call.path());
      problems.add(e.publicText());
    }
    return new Attempt(
        Instant.ofEpochMilli(call.time()).plus(later),
        "bench",
        shown,
        call.method(),
        "https",
        "www.example.com",
        path,
        call.source(),
        Map.of("user-agent", call.userAgent()),
        problems.isEmpty() ? null : problems.getFirst());
  }
}
