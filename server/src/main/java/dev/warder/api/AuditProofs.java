package dev.warder.api;

import dev.warder.audit.Checkpoint;
import dev.warder.audit.Entry;
import dev.warder.audit.InclusionProof;
import dev.warder.audit.JournalReader;
import dev.warder.model.Fault;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Proofs over the journal's Merkle tree (RFC 9162 section 2.1), against the newest checkpoint
/// where no size is named. Hashes are in base64, as in the checkpoint.
final class AuditProofs {
  private final JournalReader reader;

  AuditProofs(JournalReader reader) {
    this.reader = reader;
  }

  Answer inclusion(Asked asked) {
    long index = needed(asked, "index");
    Checkpoint checkpoint = AuditApi.newest(reader);
    Long wanted = asked.queryNumber("size");
    long size = wanted == null ? checkpoint.size() : wanted;
    requireSigned(size, checkpoint);
    if (index < 0 || index >= size) {
      throw new Fault.NotFound("the tree of " + size + " records has none with this index");
    }
    try {
      InclusionProof proof = reader.inclusion(index, size);
      Optional<Entry> record = reader.at(index);
      return Answer.json(
          200,
          out -> {
            out.writeNumberProperty("index", index);
            out.writeNumberProperty("size", size);
            out.writeStringProperty("leafHash", base64(proof.leaf()));
            hashes(out, proof.path());
            note(out, size, checkpoint);
            record.ifPresent(entry -> out.writeStringProperty("line", entry.json()));
          });
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  Answer consistency(Asked asked) {
    long first = needed(asked, "first");
    Checkpoint checkpoint = AuditApi.newest(reader);
    Long wanted = asked.queryNumber("second");
    long second = wanted == null ? checkpoint.size() : wanted;
    requireSigned(second, checkpoint);
    if (first < 1 || first > second) {
      throw new Fault.Invalid("first must be 1 to second");
    }
    try {
      List<byte[]> path = reader.consistency(first, second);
      return Answer.json(
          200,
          out -> {
            out.writeNumberProperty("first", first);
            out.writeNumberProperty("second", second);
            hashes(out, path);
            note(out, second, checkpoint);
          });
    } catch (IOException e) {
      throw AuditApi.unreadable(e);
    }
  }

  private static long needed(Asked asked, String name) {
    @Nullable Long value = asked.queryNumber(name);
    if (value == null) {
      throw new Fault.Invalid(name + " is missing in the query");
    }
    return value;
  }

  private static void requireSigned(long size, Checkpoint newest) {
    if (size < 1 || size > newest.size()) {
      throw new Fault.NotFound("the newest checkpoint signs " + newest.size() + " records");
    }
  }

  private static void note(JsonGenerator out, long size, Checkpoint checkpoint) {
    if (size == checkpoint.size()) {
      out.writeStringProperty("checkpoint", checkpoint.note());
    } else {
      out.writeNullProperty("checkpoint");
    }
  }

  private static void hashes(JsonGenerator out, List<byte[]> hashes) {
    Lists.texts(out, "hashes", hashes.stream().map(AuditProofs::base64).toList());
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }
}
