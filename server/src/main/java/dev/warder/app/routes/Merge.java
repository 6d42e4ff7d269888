package dev.warder.app.routes;

import dev.warder.app.settings.Settings;
import dev.warder.model.FailureMode;
import dev.warder.model.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Imported routes put among those that are configured, and what that changes.
///
/// An imported route takes the place of the configured one with the same pattern. All other
/// configured routes are kept, as far in front as they may stand without hiding an imported one:
/// since the first match counts, a kept route goes on guarding what it guarded.
///
/// @param routes all, in order
/// @param changes one for each imported route, then one for each kept route that would lose calls
/// @param kept configured routes that the description does not know
public record Merge(
    List<Settings.Route> routes,
    List<Change> changes,
    List<Settings.Route> kept,
    List<String> warnings) {

  /// @param configured what is configured; empty where that is nothing but the default
  public static Merge of(Imported imported, List<Settings.Route> configured) {
    List<Settings.Route> wanted = new ArrayList<>();
    Set<String> shapes = new LinkedHashSet<>();
    for (ImportedRoute route : imported.routes()) {
      wanted.add(route(route, configured));
      shapes.add(shape(route.match()));
    }
    List<Settings.Route> kept =
        configured.stream().filter(route -> !shapes.contains(shape(route.match()))).toList();
    List<Settings.Route> all = merged(wanted, kept);
    List<String> warnings = new ArrayList<>(imported.warnings());
    List<Change> changes = new ArrayList<>();
    for (Settings.Route route : wanted) {
      Sample sample = Sample.of(route.match()).getFirst();
      Settings.Route after = sample.guardedBy(all);
      changes.add(Change.of(after == null ? route : after, sample.guardedBy(configured)));
      if (after != null && !after.equals(route)) {
        warnings.add(route.match() + " is hidden by " + after.match() + ", which is kept");
      }
    }
    for (Settings.Route route : kept) {
      changes.addAll(losses(route, all, configured));
    }
    return new Merge(all, changes, kept, warnings);
  }

  public boolean loosens() {
    return changes.stream().anyMatch(change -> change.kind() == Change.Kind.LOOSENED);
  }

  /// What the description does not say, the route says that guards such calls now.
  private static Settings.Route route(ImportedRoute imported, List<Settings.Route> configured) {
    Settings.Route now = now(imported.match(), configured);
    Sensitivity sensitivity = imported.sensitivity();
    if (sensitivity == null) {
      sensitivity = now == null ? Sensitivity.NORMAL : now.sensitivity();
    }
    FailureMode onFailure = now == null ? FailureMode.CLOSED : now.onFailure();
    return new Settings.Route(imported.match(), imported.scopes(), sensitivity, onFailure);
  }

  private static Settings.@Nullable Route now(String match, List<Settings.Route> configured) {
    for (Settings.Route route : configured) {
      if (shape(route.match()).equals(shape(match))) {
        return route;
      }
    }
    return Sample.of(match).getFirst().guardedBy(configured);
  }

  private static String shape(String match) {
    return match.replaceAll("\\{[^/]*}", "{}");
  }

  private static List<Settings.Route> merged(
      List<Settings.Route> wanted, List<Settings.Route> kept) {
    List<Settings.Route> all = new ArrayList<>();
    int taken = 0;
    for (Settings.Route route : kept) {
      int behind = Math.max(taken, lastThatItWouldHide(route, wanted) + 1);
      all.addAll(wanted.subList(taken, behind));
      all.add(route);
      taken = behind;
    }
    all.addAll(wanted.subList(taken, wanted.size()));
    return all;
  }

  /// The place of the last imported route that would never match behind this one; -1 for none.
  private static int lastThatItWouldHide(Settings.Route route, List<Settings.Route> wanted) {
    int last = -1;
    for (int i = 0; i < wanted.size(); i++) {
      if (Sample.of(wanted.get(i).match()).getFirst().matches(route)) {
        last = i;
      }
    }
    return last;
  }

  private static List<Change> losses(
      Settings.Route kept, List<Settings.Route> all, List<Settings.Route> configured) {
    List<Change> losses = new ArrayList<>();
    for (Sample sample : Sample.of(kept.match())) {
      Settings.Route before = sample.guardedBy(configured);
      Settings.Route after = sample.guardedBy(all);
      if (after != null) {
        Change change = Change.of(after, before);
        if (change.kind() == Change.Kind.LOOSENED) {
          losses.add(change);
        }
      }
    }
    return losses;
  }
}
