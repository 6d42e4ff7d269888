package dev.warder.app.cli;

import dev.warder.app.demo.Demo;
import dev.warder.app.demo.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Watch Warder at work: a company's week is learned, then normal calls are mixed with five"
            + " attacks. Everything runs in a temporary folder.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int STEP = 250;

  @Option(
      names = "--once",
      description = "Play it as fast as it goes, print a summary and end; --json implies it.")
  private boolean once;

  @Option(names = "--port", paramLabel = "N", description = "Warder's port (default: a free one).")
  private int port;

  @Mixin private final Output output;

  private final Terminal terminal;
  private final InstantSource clock;

  DemoCommand(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.output = new Output(terminal);
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw Stop.usage("--port must be between 0 and 65535", "Leave it out for a free one.");
    }
    Instant now = clock.instant();
    long seed = Duration.between(Instant.EPOCH, now).toDays();
    try (Demo demo = Demo.prepare(now, seed, port)) {
      StopSignal signal = StopSignal.closes(demo, terminal);
      try {
        return play(demo, signal);
      } finally {
        signal.withdraw();
      }
    }
  }

  private int play(Demo demo, StopSignal signal) throws Exception {
    try {
      learn(demo);
      if (!once && !output.isJson()) {
        demo.live(terminal.out(), terminal.colours());
        signal.await();
        return Exit.DONE;
      }
      return summary(demo.once(), demo.lessons());
    } catch (Exception e) {
      if (signal.isReceived()) {
        signal.await();
      }
      throw e;
    }
  }

  private void learn(Demo demo) {
    if (output.isJson()) {
      demo.learn(calls -> {});
      return;
    }
    int all = demo.lessons();
    String told = "Warder learns a week of a company's normal calls: ";
    demo.learn(calls -> {
      if (terminal.interactive() && (calls % STEP == 0 || calls == all)) {
        terminal.out().print("\r" + told + calls + " of " + all);
        terminal.out().flush();
      }
    });
    terminal.out().println(terminal.interactive() ? "" : told + all);
  }

  private int summary(Tally tally, int learned) {
    if (output.isJson()) {
      output.json(tally.json(learned));
    } else {
      Demo.report(tally, terminal.out());
    }
    return tally.everyAttackIsCaught() ? Exit.DONE : Exit.NO;
  }
}
