package dev.warder.http;

import com.linecorp.armeria.common.CommonPools;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes answers home, to the event loops that asked, from a thread that completes many at once.
///
/// What is for one loop goes there in one bag, so that a loop is woken once for all that is written
/// together and not once for each call; and what is made of an answer is made on the loop.
public final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final FastThreadLocal<Bag> bags =
      new FastThreadLocal<>() {
        @Override
        protected @Nullable Bag initialValue() {
          EventLoop loop = loop();
          return loop == null ? null : new Bag(loop);
        }
      };

  /// For the carrier alone.
  private final List<Bag> full = new ArrayList<>();

  private volatile @Nullable Thread carrier;

  /// The same future, but what hangs on it runs on the event loop that this is called on; anywhere
  /// else, or where it is complete, the future itself.
  public <T> CompletableFuture<T> home(CompletableFuture<T> answer) {
    if (answer.isDone() || !(Thread.currentThread() instanceof FastThreadLocalThread)) {
      return answer;
    }
    Bag bag = bags.get();
    return bag == null ? answer : answer.thenApplyAsync(Function.identity(), bag);
  }

  /// Does something once this event loop has taken in all calls that had come when it looked, and
  /// once for all of them; anywhere else, at once.
  public void afterThisRound(Runnable what) {
    Bag bag = Thread.currentThread() instanceof FastThreadLocalThread ? bags.get() : null;
    if (bag == null) {
      what.run();
    } else {
      bag.afterThisRound(what);
    }
  }

  /// Hands over what was completed on this thread since the last time. One thread may do so, at the
  /// end of each of its rounds; who completes an answer on another hands it over at once.
  public void deliver() {
    carrier = Thread.currentThread();
    for (Bag each : full) {
      each.empty();
    }
    full.clear();
  }

  private static @Nullable EventLoop loop() {
    for (EventExecutor each : CommonPools.workerGroup()) {
      if (each.inEventLoop() && each instanceof EventLoop loop) {
        return loop;
      }
    }
    return null;
  }

  private final class Bag implements Executor {
    private final EventLoop loop;
    private List<Runnable> tasks = new ArrayList<>();

    /// What was promised for the end of this round; for the loop alone.
    private @Nullable Runnable after;

    Bag(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void execute(Runnable task) {
      if (Thread.currentThread() != carrier) {
        loop.execute(task);
        return;
      }
      if (tasks.isEmpty()) {
        full.add(this);
      }
      tasks.add(task);
    }

    void afterThisRound(Runnable what) {
      if (what.equals(after)) {
        return;
      }
      try {
        loop.execute(() -> {
          after = null;
          what.run();
        });
        after = what;
      } catch (RejectedExecutionException e) {
        what.run(); // the server is stopping
      }
    }

    void empty() {
      List<Runnable> all = tasks;
      tasks = new ArrayList<>(all.size());
      try {
        loop.execute(() -> all.forEach(Runnable::run));
      } catch (RejectedExecutionException e) {
        LOG.debug("{} answers found nobody: the server is stopping", all.size(), e);
      }
    }
  }
}
