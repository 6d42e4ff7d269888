package dev.warder.api;

import com.linecorp.armeria.common.MediaType;
import dev.warder.audit.Checkpoint;
import dev.warder.audit.Entry;
import dev.warder.audit.JournalReader;
import dev.warder.audit.Page;
import dev.warder.audit.Query;
import dev.warder.audit.Search;
import dev.warder.model.Fault;
import dev.warder.token.Cursors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// `/v1/audit`: the records themselves, and proof that they are the ones that were signed.
final class AuditApi {
  private static final String AUDIT = "/v1/audit";
  private static final int ONE_LOOK = 50;
  private static final long MOST_CHARACTERS = 4L << 20;

  private final JournalReader reader;
  private final Search search;
  private final Cursors cursors;
  private final AuditProofs proofs;

  AuditApi(JournalReader reader, Search search, Cursors cursors) {
    this.reader = reader;
    this.search = search;
    this.cursors = cursors;
    this.proofs = new AuditProofs(reader);
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            AUDIT,
            Scopes.AUDIT,
            Meanings.list(
                "Lists records, the newest first", "Records", Query.NAMES.toArray(String[]::new)),
            this::list),
        Operation.read(
            AUDIT + "/checkpoint",
            Scopes.AUDIT,
            Meanings.asking("Shows the newest signed checkpoint", null),
            this::checkpoint),
        Operation.read(
            AUDIT + "/proof",
            Scopes.AUDIT,
            Meanings.asking("Proves that a record is in the signed tree", "Proof", "index", "size"),
            proofs::inclusion),
        Operation.read(
            AUDIT + "/consistency",
            Scopes.AUDIT,
            Meanings.asking(
                "Proves that one tree begins with another", "Consistency", "first", "second"),
            proofs::consistency));
  }

  private Answer list(Asked asked) {
    Map<String, String> conditions = new LinkedHashMap<>();
    for (String name : Query.NAMES) {
      String value = asked.query(name);
      if (value != null) {
        conditions.put(name, value);
      }
    }
    Query query = Query.parse(conditions);
    String list = "audit:" + conditions;
    String cursor = asked.query("cursor");
    OptionalLong before =
        cursor == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(cursors.open(list, cursor)));
    Found found = find(query, before, asked.limit());
    return Answer.json(
        200,
        out -> {
          out.writeArrayPropertyStart("items");
          found.entries().forEach(entry -> out.writeRawValue(entry.opened()));
          out.writeEndArray();
          @Nullable String next = next(list, found.next());
          if (next == null) {
            out.writeNullProperty("cursor");
          } else {
            out.writeStringProperty("cursor", next);
          }
        });
  }

  private record Found(List<Entry> entries, OptionalLong next) {}

  /// A few at a time, so that large records cannot fill the memory.
  private Found find(Query query, OptionalLong before, int limit) {
    List<Entry> entries = new ArrayList<>();
    OptionalLong next = before;
    long characters = 0;
    while (true) {
      Page page = look(query, next, Math.min(ONE_LOOK, limit - entries.size()));
      entries.addAll(page.entries());
      for (Entry entry : page.entries()) {
        characters += entry.json().length();
      }
      next = page.next();
      boolean poor = page.entries().isEmpty();
      if (next.isEmpty() || poor || entries.size() >= limit || characters > MOST_CHARACTERS) {
        return new Found(entries, next);
      }
    }
  }

  private Page look(Query query, OptionalLong before, int limit) {
    try {
      return search.page(query, before, limit);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable String next(String list, OptionalLong next) {
    return next.isEmpty() ? null : cursors.seal(list, Long.toString(next.getAsLong()));
  }

  private Answer checkpoint(Asked asked) {
    return Answer.text(MediaType.PLAIN_TEXT_UTF_8, newest(reader).note());
  }

  static Checkpoint newest(JournalReader reader) {
    try {
      return reader
          .checkpoint()
          .orElseThrow(() -> new Fault.NotFound("no checkpoint was signed yet"));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static Fault.Unavailable unreadable(IOException e) {
    return new Fault.Unavailable("the journal cannot be read", e);
  }
}
