package dev.warder.app;

import dev.warder.app.settings.Settings;
import dev.warder.context.Intel;
import dev.warder.context.IntelSources;
import dev.warder.http.Listening;
import dev.warder.http.WebServer;
import dev.warder.policy.DefaultPolicy;
import dev.warder.policy.PolicyCompiler;
import dev.warder.risk.ModelFile;
import dev.warder.risk.RiskModel;
import dev.warder.store.sqlite.SqliteDatabase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// What each start needs whatever is configured, begun on threads of its own while the command line
/// and the configuration are read and the files are opened.
///
/// What it prepares are the classes of large libraries and the tables that the jar carries. Whoever
/// needs one waits for it here, so that no two threads set up the same library at once. What goes
/// wrong here goes wrong again where it is needed, and is told there.
public final class Ahead {
  /// Everything is prepared where it is needed.
  public static final Ahead NOTHING =
      new Ahead(Runnable::run, () -> {}, () -> {}, () -> {}, () -> {}, () -> {});

  private final CompletableFuture<Void> model;
  private final CompletableFuture<Void> places;
  private final CompletableFuture<Void> judging;
  private final CompletableFuture<Void> serving;

  private Ahead(
      Executor threads,
      Runnable files,
      Runnable model,
      Runnable places,
      Runnable judging,
      Runnable serving) {
    // At once, since it waits more than it works. Nobody has to wait for it here.
    var _ = CompletableFuture.runAsync(files, threads);
    // One behind the other, in the order in which they are needed: a start has two processors.
    this.model = CompletableFuture.runAsync(model, threads);
    this.places = this.model.thenRunAsync(places, threads);
    this.judging = this.places.thenRunAsync(judging, threads);
    this.serving = this.judging.thenRunAsync(serving, threads);
  }

  public static Ahead begin() {
    return new Ahead(
        work -> Thread.ofPlatform().daemon().name("warder-ahead").start(work),
        SqliteDatabase::prepare,
        () -> {
          var _ = ModelFile.bundled();
        },
        Intel::prepare,
        () -> {
          var _ = new PolicyCompiler(Set.of()).check(List.of(DefaultPolicy.source()));
        },
        WebServer::prepare);
  }

  Intel intel(IntelSources sources) {
    await(places);
    return Intel.open(sources);
  }

  RiskModel model(Settings settings) {
    await(model);
    return Fittings.model(settings);
  }

  PolicyCompiler compiler(Settings settings) {
    await(judging);
    return Fittings.compiler(settings);
  }

  Listening listening(Settings settings) {
    await(serving);
    return Fittings.listening(settings);
  }

  private static void await(CompletableFuture<Void> part) {
    part.handle((done, failure) -> failure).join();
  }
}
