package dev.warder.audit;

import dev.warder.model.Address;
import dev.warder.model.Decision;
import dev.warder.model.Identity;
import dev.warder.model.Token;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the personal fields of one record are written: plain, or sealed under a principal's key.
///
/// @param key absent for plain: sealing is off, or nobody is known whom the fields belong to
record Personal(Seals seals, @Nullable SealKey key) {

  static Personal of(Seals seals, Decision decision) {
    Identity identity = decision.identity();
    Token token = identity == null ? decision.token() : identity.token();
    return token == null || !seals.sealing()
        ? new Personal(seals, null)
        : new Personal(seals, seals.key(token.principal().id()));
  }

  /// An object of which one member is personal.
  void members(RecordWriter out, Map<?, ?> object, String personal) {
    out.json.beginObject();
    object.forEach((name, value) -> {
      out.json.key((String) name);
      if (name.equals(personal) && value instanceof String text) {
        write(out, text);
      } else {
        out.free(value);
      }
    });
    out.json.endObject();
  }

  void write(RecordWriter out, Address address) {
    if (key == null) {
      out.json.value(address);
    } else {
      seals.write(out, key, address.toString());
    }
  }

  void write(RecordWriter out, String text) {
    if (key == null) {
      out.json.value(text);
    } else {
      seals.write(out, key, text);
    }
  }
}
