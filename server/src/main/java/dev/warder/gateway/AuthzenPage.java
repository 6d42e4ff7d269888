package dev.warder.gateway;

import dev.warder.model.Assertion;
import dev.warder.model.Attempt;
import dev.warder.model.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Which part of what a search found is asked for.
///
/// A page's token is a place in the list and the question that it belongs to, nothing else: with
/// another question it is refused, and whoever makes one up gains a place in a list that is theirs.
///
/// @param digest of the question
record AuthzenPage(int from, int limit, byte[] digest) {
  private static final int MOST = 1_000;
  private static final int DIGEST = 16;

  static AuthzenPage asked(JsonNode body, String open, Assertion question) {
    byte[] digest = digest(open, question);
    JsonNode page = body.path("page");
    if (page.isMissingNode() || page.isNull()) {
      return new AuthzenPage(0, MOST, digest);
    }
    if (!page.isObject()) {
      throw new Fault.Invalid("page must be a JSON object");
    }
    @Nullable Integer limit = limit(page.path("limit"));
    JsonNode token = page.path("token");
    if (token.isMissingNode() || token.isNull() || token.stringValue("").isEmpty()) {
      return new AuthzenPage(0, limit == null ? MOST : limit, digest);
    }
    return after(token.stringValue(""), limit, digest);
  }

  private static @Nullable Integer limit(JsonNode limit) {
    if (limit.isMissingNode() || limit.isNull()) {
      return null;
    }
    if (!limit.isIntegralNumber() || !limit.canConvertToInt() || limit.intValue() < 1) {
      throw new Fault.Invalid("page.limit must be a whole number from 1");
    }
    return Math.min(limit.intValue(), MOST);
  }

  private static AuthzenPage after(String token, @Nullable Integer limit, byte[] digest) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (bytes.length == 8 + DIGEST) {
        int from = buffer.getInt();
        int before = buffer.getInt();
        byte[] of = new byte[DIGEST];
        buffer.get(of);
        boolean good = from >= 0 && before >= 1 && before <= MOST;
        if (good && MessageDigest.isEqual(of, digest)) {
          return new AuthzenPage(from, limit == null ? before : limit, digest);
        }
      }
    } catch (IllegalArgumentException malformed) {
      throw new Fault.Invalid("page.token is not one of ours", malformed);
    }
    throw new Fault.Invalid("page.token belongs to another question");
  }

  private static byte[] digest(String open, Assertion question) {
    try {
      byte[] text = (open + question).getBytes(StandardCharsets.UTF_8);
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(text);
      return Arrays.copyOf(whole, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  List<Attempt> of(List<Attempt> found) {
    int start = Math.min(from, found.size());
    return found.subList(start, Math.min(start + limit, found.size()));
  }

  /// @param total of what was found
  void write(JsonGenerator out, int total) {
    int end = Math.min(total, Math.min(from, total) + limit);
    out.writeObjectPropertyStart("page");
    out.writeStringProperty("next_token", end < total ? token(end) : "");
    out.writeNumberProperty("count", end - Math.min(from, total));
    out.writeNumberProperty("total", total);
    out.writeEndObject();
  }

  private String token(int next) {
    ByteBuffer buffer = ByteBuffer.allocate(8 + DIGEST).putInt(next).putInt(limit).put(digest);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
