package dev.warder.audit;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How events are written whose personal fields may have to be sealed: who did it, from where, and
/// the principal that it was done to or that it tells of.
final class SealedEvents {
  /// Not people.
  private static final Set<String> OURSELVES =
      Set.of("system", "warder", "journal", "monitor", "unknown", "");

  private static final String PRINCIPAL = "principal";
  private static final Set<String> STORY = Set.of("about", "story");
  private static final String ABOUT = "principal:";
  private static final String BY = "by";
  private static final String ADDRESS = "address";

  private final RecordWriter out;
  private final Seals seals;

  private SealedEvents(RecordWriter out, Seals seals) {
    this.out = out;
    this.seals = seals;
  }

  /// The key of who did it, absent where that was nobody.
  static @Nullable SealKey actor(Event event, Seals seals) {
    return !seals.sealing() || OURSELVES.contains(event.actor()) ? null : seals.key(event.actor());
  }

  /// The key of the principal that it was done to, absent where it was done to something else.
  static @Nullable SealKey subject(Event event, Seals seals) {
    if (!seals.sealing() || event.subject().isEmpty()) {
      return null;
    }
    boolean shown =
        event.details().get("route") instanceof String route
            && route.startsWith("/v1/principals/{id}");
    boolean principal = shown || event.kind().startsWith("principal.");
    return principal ? seals.key(event.subject()) : seals.known(event.subject());
  }

  static void write(RecordWriter out, Event event, Seals seals) {
    Personal actor = names(out, event, seals);
    out.json.name("details");
    if (seals.sealing()) {
      new SealedEvents(out, seals).details(event.details(), actor);
    } else {
      out.free(event.details());
    }
  }

  /// Who did it, and what it was done to.
  static Personal names(RecordWriter out, Event event, Seals seals) {
    Personal actor = new Personal(seals, actor(event, seals));
    out.json.name("actor");
    actor.write(out, event.actor());
    out.json.name("subject");
    new Personal(seals, subject(event, seals)).write(out, event.subject());
    return actor;
  }

  private void details(Map<String, Object> details, Personal actor) {
    Personal told = of(details.get("about") instanceof String about ? about : "");
    out.json.beginObject();
    details.forEach((name, value) -> {
      out.json.key(name);
      if (name.equals(PRINCIPAL) && value instanceof String text) {
        of(ABOUT + text).write(out, text);
      } else if (STORY.contains(name) && value instanceof String text) {
        told.write(out, text);
      } else if (name.equals(BY) && value instanceof Map<?, ?> by) {
        actor.members(out, by, ADDRESS);
      } else {
        out.free(value);
      }
    });
    out.json.endObject();
  }

  /// Plain where it is about no principal.
  private Personal of(String about) {
    boolean principal = about.length() > ABOUT.length() && about.startsWith(ABOUT);
    return new Personal(seals, principal ? seals.key(about.substring(ABOUT.length())) : null);
  }
}
