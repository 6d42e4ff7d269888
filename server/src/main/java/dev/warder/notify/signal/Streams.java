package dev.warder.notify.signal;

import dev.warder.model.Fault;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The streams, as their receivers manage them. Safe for several threads.
public final class Streams {
  private static final int MOST = 1_000;
  private static final int MOST_REMOVED = 10_000;
  private static final int LONGEST_TEXT = 1_000;
  private static final int ID_BYTES = 16;

  private final StreamStore store;
  private final SignalStore signals;
  private final Sets sets;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Consumer<String> news;
  private final Map<String, Stream> all = new ConcurrentHashMap<>();

  /// @param news is told of a stream for which something may be there to send
  Streams(
      StreamStore store,
      SignalStore signals,
      Sets sets,
      InstantSource clock,
      SecureRandom random,
      Consumer<String> news) {
    this.store = store;
    this.signals = signals;
    this.sets = sets;
    this.clock = clock;
    this.random = random;
    this.news = news;
    store.list().forEach(stream -> all.put(stream.id(), stream));
  }

  /// All, of whomever.
  List<Stream> everybodys() {
    return List.copyOf(all.values());
  }

  Optional<Stream> get(String id) {
    return Optional.ofNullable(all.get(id));
  }

  public List<Stream> of(String owner) {
    return all.values().stream()
        .filter(stream -> stream.owner().equals(owner))
        .sorted((a, b) -> a.createdAt().compareTo(b.createdAt()))
        .toList();
  }

  /// @throws Fault.NotFound where this owner has none of that id
  public Stream find(String owner, String id) {
    Stream stream = all.get(id);
    if (stream == null || !stream.owner().equals(owner)) {
      throw new Fault.NotFound("there is no such stream");
    }
    return stream;
  }

  public synchronized Stream create(
      String owner,
      Stream.Delivery delivery,
      List<String> requested,
      @Nullable String description) {
    if (all.size() >= MOST) {
      throw new Fault.Conflict("there are " + MOST + " streams already");
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = "str_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return put(
        new Stream(
            id,
            owner,
            delivery,
            requested,
            description,
            Stream.Status.ENABLED,
            null,
            List.of(),
            clock.instant()));
  }

  private Stream put(Stream stream) {
    store.save(stream);
    all.put(stream.id(), stream);
    news.accept(stream.id());
    return stream;
  }

  public synchronized Stream change(
      String owner,
      String id,
      Stream.Delivery delivery,
      List<String> requested,
      @Nullable String description) {
    return put(find(owner, id).asking(delivery, requested, description));
  }

  public synchronized void delete(String owner, String id) {
    Stream stream = find(owner, id);
    store.remove(stream.id());
    all.remove(stream.id());
    news.accept(stream.id());
  }

  public synchronized Stream status(
      String owner, String id, Stream.Status status, @Nullable String reason) {
    if (reason != null && reason.length() > LONGEST_TEXT) {
      throw new Fault.Invalid("reason is longer than " + LONGEST_TEXT + " characters");
    }
    Stream changed = put(find(owner, id).with(status, reason));
    if (status == Stream.Status.DISABLED) {
      forget(id);
    }
    return changed;
  }

  private void forget(String id) {
    List<SignalStore.Waiting> some = signals.waiting(id, MOST);
    while (!some.isEmpty()) {
      signals.remove(id, some.stream().map(SignalStore.Waiting::jti).toList());
      some = signals.waiting(id, MOST);
    }
  }

  /// Hears of a subject again; as a rule all are heard of.
  public synchronized void add(String owner, String id, JsonNode subject) {
    Stream stream = find(owner, id);
    List<String> removed = new ArrayList<>(stream.removed());
    if (removed.remove(RecordSignals.canonical(checked(subject)))) {
      var _ = put(stream.without(removed));
    }
  }

  /// Hears of a subject no more.
  public synchronized void remove(String owner, String id, JsonNode subject) {
    Stream stream = find(owner, id);
    String text = RecordSignals.canonical(checked(subject));
    if (stream.removed().contains(text)) {
      return;
    }
    if (stream.removed().size() >= MOST_REMOVED) {
      throw new Fault.Conflict("at most " + MOST_REMOVED + " subjects can be removed");
    }
    List<String> removed = new ArrayList<>(stream.removed());
    removed.add(text);
    var _ = put(stream.without(removed));
  }

  private static JsonNode checked(JsonNode subject) {
    SubjectId.check(subject);
    return subject;
  }

  /// Sends an event that shows the receiver that the stream works. One that is paused gets it too
  /// late to be of use, so it waits with the others; one that is disabled gets none.
  public void verify(String owner, String id, @Nullable String state) {
    Stream stream = find(owner, id);
    if (state != null && state.length() > LONGEST_TEXT) {
      throw new Fault.Invalid("state is longer than " + LONGEST_TEXT + " characters");
    }
    if (stream.status() == Stream.Status.DISABLED) {
      throw new Fault.Conflict("the stream is disabled");
    }
    ObjectNode payload = RecordSignals.JSON.createObjectNode();
    if (state != null) {
      payload.put("state", state);
    }
    SignalStore.Waiting set = sets.about(stream, EventType.VERIFICATION, payload, clock.instant());
    signals.append(List.of(set), signals.next());
    news.accept(id);
  }

  /// What a polling receiver is given; what it acknowledges or cannot use is given no more.
  public Polled poll(String owner, String id, int most, List<String> done) {
    Stream stream = find(owner, id);
    if (!(stream.delivery() instanceof Stream.Delivery.Poll)) {
      throw new Fault.Conflict("the stream's events are pushed");
    }
    if (!done.isEmpty()) {
      signals.remove(id, done);
    }
    if (most == 0 || stream.status() != Stream.Status.ENABLED) {
      return new Polled(
          List.of(), stream.status() == Stream.Status.ENABLED && signals.count(id) > 0);
    }
    List<SignalStore.Waiting> sets = signals.waiting(id, most + 1);
    boolean more = sets.size() > most;
    return new Polled(more ? sets.subList(0, most) : sets, more);
  }

  /// @param more whether there is more than this
  public record Polled(List<SignalStore.Waiting> sets, boolean more) {
    public Polled {
      sets = List.copyOf(sets);
    }
  }
}
