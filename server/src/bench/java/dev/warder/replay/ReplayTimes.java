package dev.warder.replay;

import dev.warder.policy.DraftPolicies;
import dev.warder.policy.PolicySource;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What judging a journal again costs, several times in one virtual machine: `ReplayTimes POLICY
/// DATA RUNS`.
final class ReplayTimes {
  private static final int CORES = 2;

  private ReplayTimes() {}

  public static void main(String[] arguments) throws Exception {
    PolicySource policy = new PolicySource("draft", Files.readString(Path.of(arguments[0])));
    DraftPolicies draft = DraftPolicies.compile(List.of(policy), Set.of("accept-language"));
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      long began = System.nanoTime();
      long spent = processorNanos();
      Replay replay = new Replay(draft, CORES, null, Long.MAX_VALUE, read -> {});
      long decisions = replay.run(Path.of(arguments[1])).decisions();
      double wall = (System.nanoTime() - began) / 1e9;
      double each = (processorNanos() - spent) / 1e3 / decisions;
      System.out.printf(
          "%,d decisions in %.2f s (%,.0f a second), %.2f us of processor time each%n",
          decisions, wall, decisions / wall, each);
    }
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
