package dev.warder.app.demo;

import dev.warder.app.settings.ConfigurationError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A demonstration: Warder with its defaults, the company's week learned, the attacks to come.
public final class Demo implements AutoCloseable {
  private static final LocalTime MORNING = LocalTime.of(10, 0);

  private final Script script;
  private final ScriptedClock clock;
  private final Stage stage;
  private volatile @Nullable SampleApi api;

  private Demo(Script script, ScriptedClock clock, Stage stage) {
    this.script = script;
    this.clock = clock;
    this.stage = stage;
  }

  /// @param now everything is played in the days before it
  /// @param seed of the dice
  /// @param port that Warder listens on; 0 lets the system choose
  public static Demo prepare(Instant now, long seed, int port)
      throws IOException, ConfigurationError {
    Script script = Script.before(now, seed);
    ScriptedClock clock = new ScriptedClock(script.week().getFirst().time());
    return new Demo(script, clock, Stage.open(script.habits(), clock, port));
  }

  /// How many calls there are to learn from.
  public int lessons() {
    return script.week().size();
  }

  /// Lets Warder see the week that nobody watches.
  ///
  /// @param progress is told the number of calls so far
  public void learn(IntConsumer progress) {
    stage.teach(script.week(), progress);
    clock.advanceTo(script.watched().getFirst().time());
  }

  /// Tells people what it came to.
  public static void report(Tally tally, PrintStream out) {
    Report.print(tally, out);
  }

  /// Plays the script as fast as it goes.
  public Tally once() throws IOException {
    clock.advanceTo(script.watched().getLast().time());
    Replayer replayer = new Replayer(stage);
    Tally tally = new Tally(script.attacks());
    for (Call call : script.watched()) {
      tally.add(replayer.ask(call));
    }
    return tally;
  }

  /// Plays the script for somebody who watches, through a sample API that stays up afterwards.
  public void live(PrintStream out, boolean colours) throws IOException {
    play(out, colours, Show.Pace.FOR_PEOPLE);
  }

  Tally play(PrintStream out, boolean colours, Show.Pace pace) throws IOException {
    SampleApi api = SampleApi.start(stage.warder().port(), stage.gatewayKey());
    this.api = api;
    Board board = new Board(out, colours);
    Visitor visitor = new Visitor(stage, api.port());
    Tally tally = new Show(visitor, clock, board, pace).play(script);
    Instant last = script.watched().getLast().time();
    LocalDate today = LocalDate.ofInstant(last, ZoneOffset.UTC);
    clock.advanceTo(today.atTime(MORNING).toInstant(ZoneOffset.UTC));
    Report.print(tally, out);
    Farewell.print(stage, api.port(), out);
    return tally;
  }

  Path folder() {
    return stage.folder();
  }

  @Override
  public void close() throws IOException {
    SampleApi opened = api;
    if (opened != null) {
      opened.close();
    }
    stage.close();
  }
}
