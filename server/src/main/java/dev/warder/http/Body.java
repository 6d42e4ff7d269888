package dev.warder.http;

import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import dev.warder.model.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A request's body that nobody has read yet: it can be read once, whole or in pieces. Reading
/// blocks, and is bounded by what its endpoint takes.
///
/// Its streams are not closed by who reads them: the server does so when it has answered. To close
/// one earlier resets an HTTP/2 stream that is still being sent to, and the reset would come before
/// the answer.
public final class Body {
  private final HttpRequest request;
  private byte @Nullable [] whole;

  Body(HttpRequest request) {
    this.request = request;
  }

  /// All of it, in memory; the same again when asked again.
  ///
  /// @throws Fault.TooLarge where it is more than the endpoint takes
  public byte[] whole() {
    byte[] read = whole;
    if (read != null) {
      return read;
    }
    try {
      read = request.aggregate().join().content().array();
      whole = read;
      return read;
    } catch (CompletionException e) {
      throw broken(e);
    }
  }

  /// All of it, piece by piece: never more than a few pieces are in memory.
  ///
  /// @return how many bytes there were
  /// @throws Fault.TooLarge where it is more than the endpoint takes
  public long copyTo(OutputStream out) throws IOException {
    try {
      return stream().transferTo(out);
    } catch (IOException e) {
      if (e.getCause() instanceof ContentTooLargeException) {
        throw tooLarge();
      }
      throw e;
    }
  }

  /// All of it as it comes, for endpoints whose requests may never end.
  public InputStream stream() {
    return request.toInputStream(Body::data);
  }

  private static HttpData data(HttpObject part) {
    return part instanceof HttpData data ? data : HttpData.empty();
  }

  private static Fault broken(CompletionException e) {
    return e.getCause() instanceof ContentTooLargeException
        ? tooLarge()
        : new Fault.Invalid("the body did not arrive whole", e);
  }

  private static Fault.TooLarge tooLarge() {
    return new Fault.TooLarge("the body is larger than this endpoint takes");
  }
}
