package dev.warder.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Closes a connection that sends for too long without asking anything: the head of a request, a
/// handshake or a preface that comes in by the byte, and never ends.
///
/// Stands before everything that understands the bytes, and is told by the server when they have
/// become a request. What is complete in one piece, as nearly all requests are, costs two marks; a
/// timer is set only for what is not. What is read while a request is under way is its body, which
/// has a limit of its own.
final class HeadLimit extends ChannelDuplexHandler {
  private static final AttributeKey<HeadLimit> KEY = AttributeKey.valueOf(HeadLimit.class, "it");

  private final long limit;
  private final LongSupplier nanos;
  private final AtomicInteger bodies = new AtomicInteger();

  // Of the connection's event loop alone.
  private boolean heard;
  private boolean waiting;
  private boolean timed;
  private boolean multiplexed;
  private long since;
  private long last;

  /// @param nanos the clock
  HeadLimit(Duration limit, LongSupplier nanos) {
    this.limit = limit.toNanos();
    this.nanos = nanos;
  }

  /// That the head of a request is complete.
  ///
  /// @param body whether what follows on the connection belongs to it
  static void complete(ServiceRequestContext context, HttpRequest request, boolean body) {
    Channel channel = context.log().partial().channel();
    HeadLimit it = channel == null ? null : channel.attr(KEY).get();
    if (it == null) {
      return;
    }
    it.asked();
    it.multiplexed |= context.sessionProtocol().isMultiplex();
    if (body) {
      it.bodies.incrementAndGet();
      var _ = request.whenComplete().whenComplete((done, failure) -> it.bodies.decrementAndGet());
    }
  }

  private void asked() {
    heard = false;
    waiting = false;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().attr(KEY).set(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    heard = true;
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (!heard || bodies.get() > 0) {
      return;
    }
    last = nanos.getAsLong();
    if (!waiting) {
      waiting = true;
      since = last;
      look(context, limit);
    }
    heard = false;
  }

  /// Whoever is answered has asked.
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    asked();
    var _ = context.write(message, promise);
  }

  private void look(ChannelHandlerContext context, long in) {
    if (!timed && context.channel().isActive()) {
      timed = true;
      var _ = context.executor().schedule(() -> lookedAt(context), in, TimeUnit.NANOSECONDS);
    }
  }

  private void lookedAt(ChannelHandlerContext context) {
    timed = false;
    if (!waiting) {
      return;
    }
    long waited = nanos.getAsLong() - since;
    if (waited < limit) {
      look(context, limit - waited);
    } else if (multiplexed && last - since < limit / 2) {
      waiting = false; // a frame that asks nothing, as HTTP/2 has them, and silence since
    } else {
      var _ = context.close();
    }
  }
}
