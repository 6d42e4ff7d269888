package dev.warder.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.House;
import dev.warder.audit.Ledger;
import dev.warder.monitor.Detection;
import dev.warder.monitor.Incident;
import dev.warder.monitor.Incidents;
import dev.warder.monitor.Severity;
import dev.warder.monitor.Subject;
import dev.warder.notify.outbox.Outbox;
import dev.warder.react.Actions;
import dev.warder.react.Limits;
import dev.warder.react.Reactor;
import dev.warder.react.signal.Prefixes;
import dev.warder.react.signal.SignalActions;
import dev.warder.react.signal.Subjects;
import dev.warder.store.memory.MemoryIncidentStore;
import dev.warder.store.memory.MemoryOutboxStore;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteHeldBackStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactFittingsTest {
  @Test
  void incidentsThatFoundNoRoomAreCounted(@TempDir Path folder) throws IOException {
    try (House house = House.open(folder);
        SqliteDatabase database = SqliteDatabase.open(folder.resolve("warder.db"));
        Outbox outbox = new Outbox(List.of(), new MemoryOutboxStore(), house.clock, lost -> {})) {
      List<Incident> told = new ArrayList<>();
      new Incidents(new MemoryIncidentStore(), house.ids, house.clock, told::add)
          .add(
              new Detection(
                  "scraping",
                  house.clock.instant(),
                  Subject.principal("alice"),
                  "tok_1",
                  "dec_1",
                  Severity.HIGH,
                  "something odd"));
      Limits limits = new Limits(20, false);
      Reactor reactor =
          new Reactor(
              house.policy,
              new Actions(
                  house.policy,
                  house.tokens,
                  outbox,
                  house.journal,
                  house.ids,
                  house.clock,
                  limits));
      ReactFittings.measure(house.measures.registry(), reactor, signals(house, outbox, database));
      reactor.close(); // nobody takes anything out any more
      for (int i = 0; i < 4_100; i++) {
        reactor.changed(told.getFirst());
      }
      assertThat(counted(house)).isEqualTo(4).isEqualTo((double) reactor.lost());
    }
  }

  private static SignalActions signals(House house, Outbox outbox, SqliteDatabase database) {
    return new SignalActions(
        List.of(),
        new Subjects(new Prefixes(Map.of()), house.tokens),
        house.policy.standing(),
        house.tokens,
        new Ledger(house.journal, house.ids, house.clock),
        new SqliteHeldBackStore(database),
        outbox,
        house.ids,
        house.clock);
  }

  private static double counted(House house) {
    return house.measures.registry().get("warder.reactions.lost").functionCounter().count();
  }
}
