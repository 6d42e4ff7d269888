package dev.warder.token;

import dev.warder.model.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// Makes places in a list that callers can hand back to us, but neither make up nor take elsewhere.
///
/// A cursor is the place and a keyed digest over the list and the place. It hides nothing. Cursors
/// do not outlive the pepper that they were made under.
public final class Cursors {
  private static final int MAC_BYTES = 16;
  private static final int LONGEST = 512;

  private final Pepper key;

  public Cursors(Peppers peppers) {
    key = new Pepper("cursor", peppers.derive("cursor"));
  }

  /// @param list names the list and everything that it was filtered by
  /// @param place at most 300 bytes in UTF-8
  public String seal(String list, String place) {
    byte[] content = place.getBytes(StandardCharsets.UTF_8);
    byte[] cursor = Arrays.copyOf(mac(list, content), MAC_BYTES + content.length);
    System.arraycopy(content, 0, cursor, MAC_BYTES, content.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /// @throws Fault.Invalid where the cursor is not one of ours for this list
  public String open(String list, String cursor) {
    byte[] bytes = decode(cursor);
    if (bytes.length > MAC_BYTES) {
      byte[] content = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
      if (MessageDigest.isEqual(mac(list, content), Arrays.copyOf(bytes, MAC_BYTES))) {
        return new String(content, StandardCharsets.UTF_8);
      }
    }
    throw notOurs();
  }

  private byte[] mac(String list, byte[] content) {
    String message = list.length() + ":" + list;
    byte[] head = message.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return Arrays.copyOf(key.hmac(all), MAC_BYTES);
  }

  private static byte[] decode(String cursor) {
    if (cursor.length() > LONGEST) {
      throw notOurs();
    }
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw notOurs();
    }
  }

  private static Fault.Invalid notOurs() {
    return new Fault.Invalid("this cursor was not made for this list: begin again without one");
  }
}
