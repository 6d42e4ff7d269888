package dev.warder.policy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document into nodes that know their places.
///
/// Takes less than YAML: no anchors and aliases (with them a few lines stand for gigabytes), no
/// tags, no second document, texts as keys, each key once; and only so much of everything.
final class NodeReader {
  static final int MOST_BYTES = 1 << 20;
  private static final int MOST_NODES = 200_000;
  private static final int DEEPEST = 20;

  private final Iterator<Event> events;
  private final int[] file;
  private int nodes;

  private NodeReader(String yaml) {
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(MOST_BYTES).build();
    this.events = new Parse(settings).parseString(yaml).iterator();
    this.file = yaml.codePoints().toArray();
  }

  /// @throws Unreadable at the first thing that is wrong
  static Node read(String yaml) {
    if (yaml.length() > MOST_BYTES || yaml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new Unreadable(Position.START, "the file is larger than 1 MB");
    }
    try {
      return new NodeReader(yaml).document();
    } catch (MarkedYamlEngineException e) {
      Position at = Position.of(e.getProblemMark());
      throw mark(yaml, at)
          .map(NodeReader::tagged)
          .orElseGet(
              () -> new Unreadable(at, "this is not YAML: " + Problems.quote(e.getProblem())));
    } catch (YamlEngineException e) {
      throw new Unreadable(Position.START, "this is not YAML");
    }
  }

  /// Where, before this place in its line, a value begins with `!`, as in `when: !has(...)`.
  private static Optional<Position> mark(String yaml, Position before) {
    String line = yaml.lines().skip(before.line() - 1L).findFirst().orElse("");
    String head = line.substring(0, Math.min(line.length(), before.column()));
    int at = head.lastIndexOf(": !");
    int column = at < 0 ? 0 : head.codePointCount(0, at) + 3;
    return at < 0 ? Optional.empty() : Optional.of(new Position(before.line(), column));
  }

  private Node document() {
    events.next(); // the stream's start
    Event first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw new Unreadable(Position.START, "the file is empty");
    }
    Node node = node(events.next(), 1);
    events.next(); // the document's end
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new Unreadable(Position.of(after.getStartMark()), "a file holds one document only");
    }
    return node;
  }

  private Node node(Event event, int depth) {
    Position at = Position.of(event.getStartMark());
    if (event.getEventId() == Event.ID.Alias) {
      throw new Unreadable(at, "aliases (*name) are not allowed: write it out");
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent()) {
      throw new Unreadable(at, "anchors (&name) are not allowed: write it out");
    }
    if (++nodes > MOST_NODES) {
      throw new Unreadable(at, "the file holds more than " + MOST_NODES + " values");
    }
    if (depth > DEEPEST) {
      throw new Unreadable(at, "this is nested deeper than " + DEEPEST + " levels");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, at);
      case CollectionStartEvent start when start.getTag().isPresent() -> throw tagged(at);
      case CollectionStartEvent start when start.getEventId() == Event.ID.MappingStart ->
          mapping(at, depth);
      case CollectionStartEvent start -> sequence(at, depth);
      default -> throw new Unreadable(at, "this is not YAML");
    };
  }

  private Node.Scalar scalar(ScalarEvent event, Position at) {
    if (event.getTag().isPresent()) {
      throw tagged(at);
    }
    int start = event.getStartMark().map(m -> m.getIndex()).orElse(0);
    char style = styleOf(event.getScalarStyle());
    ScalarPlaces places = new ScalarPlaces(file, start, at, style);
    return new Node.Scalar(at, event.getValue(), event.isPlain(), places);
  }

  private static char styleOf(ScalarStyle style) {
    return switch (style) {
      case DOUBLE_QUOTED -> '"';
      case SINGLE_QUOTED -> '\'';
      case LITERAL -> '|';
      case FOLDED -> '>';
      case PLAIN, JSON_SCALAR_STYLE -> ScalarPlaces.PLAIN;
    };
  }

  private Node.Sequence sequence(Position at, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
      items.add(node(e, depth + 1));
    }
    return new Node.Sequence(at, items);
  }

  private Node.Mapping mapping(Position at, int depth) {
    SequencedMap<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
      if (!(node(e, depth + 1) instanceof Node.Scalar key)) {
        throw new Unreadable(Position.of(e.getStartMark()), "a key must be a text");
      }
      Node.Entry entry = new Node.Entry(key.at(), node(events.next(), depth + 1));
      Node.Entry earlier = entries.put(key.text(), entry);
      if (earlier != null) {
        String name = Problems.quote(key.text());
        int line = earlier.keyAt().line();
        throw new Unreadable(key.at(), "the key " + name + " already stands in line " + line);
      }
    }
    return new Node.Mapping(at, entries);
  }

  private static Unreadable tagged(Position at) {
    return new Unreadable(at, "YAML takes a value that begins with ! for a tag: put it in quotes");
  }

  /// Stops the reading of a file; never leaves this room.
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Position at;

    Unreadable(Position at, String text) {
      super(text, null, false, false);
      this.at = at;
    }

    Position at() {
      return at;
    }

    String text() {
      return String.valueOf(getMessage());
    }
  }
}
