package dev.warder.http;

import com.linecorp.armeria.common.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// What answers a request.
///
/// Every handler may throw a [dev.warder.model.Fault]; the server turns it into a problem response.
public sealed interface Handler {
  /// Runs on the event loop and must not block; sees no body.
  non-sealed interface Immediate extends Handler {
    CompletableFuture<HttpResponse> handle(Call call);
  }

  /// Runs on the event loop and must not block: first without the body, to find out who is calling,
  /// and then once the whole of it is there. Whoever is not let in sends it to nobody.
  non-sealed interface WithBody extends Handler {
    /// @param head without a body
    /// @return what answers the call once its body is there
    Immediate admit(Call head);

    /// That its body did not come, or was larger than what is taken.
    default void unread(Call head) {}
  }

  /// Runs on a virtual thread of its own once the whole body is there, and may block.
  non-sealed interface Blocking extends Handler {
    HttpResponse handle(Call call);
  }

  /// Runs on a virtual thread of its own before the body is there, and may block. It reads the body
  /// itself, so that it can find out first who is calling.
  ///
  /// @param most bytes of the body; 0 for what the server takes of every request
  /// @param within how long the whole may take; zero for what the server gives every request
  record Unread(long most, Duration within, Work work) implements Handler {
    public static Unread of(Work work) {
      return new Unread(0, Duration.ZERO, work);
    }
  }

  /// What an `Unread` handler does.
  interface Work {
    HttpResponse handle(Call call, Body body);
  }
}
