package dev.warder.app;

import dev.warder.model.Decision;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who is told of each decision once it is recorded. They must be quick and must not block.
final class Listeners implements Consumer<Decision> {
  private final List<Consumer<Decision>> all = new CopyOnWriteArrayList<>();

  void add(Consumer<Decision> listener) {
    all.add(listener);
  }

  @Override
  public void accept(Decision decision) {
    for (Consumer<Decision> each : all) {
      each.accept(decision);
    }
  }
}
