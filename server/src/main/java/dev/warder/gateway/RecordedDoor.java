package dev.warder.gateway;

import com.linecorp.armeria.common.HttpResponse;
import dev.warder.http.Call;
import dev.warder.http.Handler;
import dev.warder.model.Fault;
import java.util.concurrent.CompletableFuture;

/// A door whose questions leave a record also where they make no sense, so that nothing is decided
/// about them.
///
/// Who is turned away is recorded by the gatekeeper, and whatever is decided by the decider.
record RecordedDoor(Handler.WithBody door, Gatekeeper gatekeeper) implements Handler.WithBody {
  static Handler.Unread unread(Handler.Unread door, Gatekeeper gatekeeper) {
    Handler.Work work =
        (call, body) -> {
          try {
            return door.work().handle(call, body);
          } catch (Fault.Unauthenticated | Fault.Forbidden turnedAway) {
            throw turnedAway;
          } catch (RuntimeException | StackOverflowError e) {
            gatekeeper.unreadable(call);
            throw e;
          }
        };
    return new Handler.Unread(door.most(), door.within(), work);
  }

  @Override
  public Handler.Immediate admit(Call head) {
    Handler.Immediate admitted = door.admit(head);
    return call -> {
      try {
        return handle(admitted, call);
      } catch (Fault.Unauthenticated | Fault.Forbidden turnedAway) {
        throw turnedAway;
      } catch (RuntimeException | StackOverflowError e) {
        gatekeeper.unreadable(call);
        throw e;
      }
    };
  }

  private CompletableFuture<HttpResponse> handle(Handler.Immediate admitted, Call call) {
    return admitted
        .handle(call)
        .whenComplete((answer, failure) -> {
          if (failure != null) {
            gatekeeper.unreadable(call);
          }
        });
  }

  @Override
  public void unread(Call head) {
    gatekeeper.unreadable(head);
  }
}
