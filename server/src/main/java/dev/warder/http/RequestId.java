package dev.warder.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// The name that somebody on the way gave a request (`X-Request-ID`), by which it is found again.
///
/// A client chooses it: it is taken only where it is short and plain, and means nothing to us.
public final class RequestId {
  public static final AsciiString HEADER = AsciiString.cached("x-request-id");
  private static final int LONGEST = 128;

  private RequestId() {}

  /// @return absent where nothing was sent, or something that is too long or not plain
  public static @Nullable String of(@Nullable String sent) {
    if (sent == null || sent.isEmpty() || sent.length() > LONGEST) {
      return null;
    }
    for (int i = 0; i < sent.length(); i++) {
      if (sent.charAt(i) <= 0x20 || sent.charAt(i) >= 0x7F) {
        return null;
      }
    }
    return sent;
  }

  /// Says it in the answer, whatever that will be.
  public static void echo(ServiceRequestContext context, String id) {
    context.setAdditionalResponseHeader(HEADER, id);
  }
}
