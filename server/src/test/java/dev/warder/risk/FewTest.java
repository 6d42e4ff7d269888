package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class FewTest {
  private static final class Names implements Few<Integer> {
    private @Nullable Integer first;
    private Object[] others = NONE;

    @Override
    public @Nullable Integer first() {
      return first;
    }

    @Override
    public void first(@Nullable Integer part) {
      first = part;
    }

    @Override
    public Object[] others() {
      return others;
    }

    @Override
    public void others(Object[] parts) {
      others = parts;
    }
  }

  /// A number of 0 and above is put in; one below takes out the part that it falls on.
  @Property
  void partsStandAsInAList(@ForAll List<Integer> steps) {
    Names few = new Names();
    List<Integer> all = new ArrayList<>();
    for (int step : steps) {
      if (step >= 0) {
        few.append(step);
        all.add(step);
      } else if (!all.isEmpty()) {
        int at = Math.floorMod(step, all.size());
        few.remove(at);
        all.subList(at, at + 1).clear();
      }
      assertThat(parts(few)).isEqualTo(all);
      assertThat(few.first()).isEqualTo(all.isEmpty() ? null : all.getFirst());
    }
  }

  private static List<Integer> parts(Names few) {
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < few.count(); i++) {
      parts.add(few.part(i));
    }
    return parts;
  }
}
