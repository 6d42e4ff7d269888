package dev.warder.monitor;

import dev.warder.model.Denial;
import java.util.function.Consumer;

/// Finds a network from which many tokens are tried that do not work: guessed ones, or a stolen
/// collection of old ones. It tells again, louder, where one of them then works.
final class CredentialStuffing implements Detector {
  private static final int MOST = 10_000;
  private static final int MOST_CALLS = 256;

  private static final class Door {
    private final Window<String> refusals;
    private final Window<String> owners;
    private long told;
    private boolean loud;

    private Door(long span) {
      refusals = new Window<>(span, MOST_CALLS);
      owners = new Window<>(span, MOST_CALLS);
    }
  }

  private final Recent<String, Door> doors;
  private final long span;
  private final int refusals;
  private final int principals;

  CredentialStuffing(Tuning tuning) {
    span = tuning.minutes("windowMinutes");
    refusals = tuning.value("refusals");
    principals = tuning.value("principals");
    doors = new Recent<>(MOST, () -> new Door(span));
  }

  @Override
  public String name() {
    return DetectorKind.CREDENTIAL_STUFFING.wire();
  }

  @Override
  public void see(Call call, double tolerance, Consumer<Detection> found) {
    String network = call.network();
    boolean refused =
        call.denial() == Denial.INVALID_TOKEN || call.denial() == Denial.OUTSIDE_NETWORKS;
    if (network.isEmpty() || !(refused || call.asnIsNew())) {
      return;
    }
    Door door = doors.of(network);
    long now = call.millis();
    door.refusals.expire(now);
    door.owners.expire(now);
    if (refused) {
      tried(door, call, found);
    } else if (call.passed() && isBusy(door) && !door.loud) {
      door.loud = true;
      found.accept(
          call.detection(
              name(),
              Severity.CRITICAL,
              "a token works from "
                  + network
                  + ", which its principal never used, after "
                  + door.refusals.size()
                  + " others from there were refused"));
    }
  }

  private void tried(Door door, Call call, Consumer<Detection> found) {
    long now = call.millis();
    door.refusals.add(now, call.id());
    if (!call.principal().isEmpty()) {
      door.owners.add(now, call.principal());
    }
    if (isBusy(door) && now - door.told > span) {
      door.told = now;
      door.loud = false;
      found.accept(
          call.about(
              Subject.network(call.network()),
              name(),
              door.owners.distinct() >= principals ? Severity.HIGH : Severity.MEDIUM,
              door.refusals.size()
                  + " credentials were refused from one network within "
                  + span / 60_000
                  + " minutes, of "
                  + door.owners.distinct()
                  + " known owners"));
    }
  }

  private boolean isBusy(Door door) {
    return door.refusals.size() >= refusals || door.owners.distinct() >= principals;
  }
}
