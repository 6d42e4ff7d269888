package dev.warder.audit;

import dev.warder.model.Decision;
import dev.warder.model.Fault;
import java.util.List;

/// Turns what is to be recorded into the middle of a line: all but `seq` and `prev`, which only the
/// writer knows. Runs where `append` is called, so that the writer is left with copying and
/// hashing.
final class Encoder {
  /// In bytes. Far above any decision; bounds what one event may put into the journal.
  static final int LONGEST = 4 << 20;

  private static final int SMALL = 512;
  private static final int LARGEST = 16_384;

  /// About what an outcome takes.
  private static final int OUTCOME = 192;

  private final String node;
  private final List<String> headers;
  private final Seals seals;
  private final Decimals decimals = new Decimals();
  private final Parts parts = new Parts();
  private final Factors factors = new Factors();
  private final Piece decisionOfNode;

  /// What a decision's record takes, as far as known; a guess that threads may overwrite.
  private int usual = SMALL;

  Encoder(String node, List<String> headers, Seals seals) {
    this.seals = seals;
    this.node = node;
    this.headers = headers;
    JsonWriter kind = new JsonWriter(SMALL, decimals).name("kind").value(Label.DECISION);
    this.decisionOfNode = Piece.of(kind.name("node").value(node));
  }

  JsonWriter middle(Decision decision) {
    RecordWriter out = new RecordWriter(new JsonWriter(Math.min(usual, LARGEST), decimals));
    out.json.name("id").word(decision.id());
    out.time("time", decision.time());
    out.json.piece(decisionOfNode);
    Personal personal = Personal.of(seals, decision);
    DecisionWriter.write(out, parts, factors, decision, headers, personal);
    int length = out.json.length();
    if (length > usual || length < usual / 2) {
      usual = length + length / 8;
    }
    return checked(out.json);
  }

  JsonWriter middle(Event event) {
    RecordWriter out = new RecordWriter(new JsonWriter(SMALL, decimals));
    begin(out, event);
    SealedEvents.write(out, event, seals);
    return checked(out.json);
  }

  JsonWriter middle(Outcomes outcomes) {
    Event head = outcomes.head();
    int guess = SMALL + outcomes.all().size() * OUTCOME;
    RecordWriter out = new RecordWriter(new JsonWriter(guess, decimals));
    begin(out, head);
    SealedEvents.names(out, head, seals);
    out.json.name("details");
    outcomes.write(out);
    return checked(out.json);
  }

  private void begin(RecordWriter out, Event event) {
    out.json.name("id").value(event.id());
    out.time("time", event.time());
    out.json.name("kind").value(event.kind());
    out.json.name("node").value(node);
  }

  private static JsonWriter checked(JsonWriter json) {
    if (json.length() > LONGEST) {
      throw new Fault.Unavailable("the record is larger than " + LONGEST + " bytes", null);
    }
    return json;
  }
}
