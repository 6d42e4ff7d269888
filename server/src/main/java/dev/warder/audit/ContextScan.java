package dev.warder.audit;

import dev.warder.model.Client;
import dev.warder.model.Context;

/// The context of one record after the other. For one thread.
final class ContextScan {
  /// @param own whether the context says the user agent itself, not the attempt's headers
  private record Found(Context context, boolean own) {}

  private final Scan scan;
  private final Spans<Found> contexts = new Spans<>();

  ContextScan(Scan scan) {
    this.scan = scan;
  }

  /// @param header the user agent among the recorded headers
  Context read(String header) {
    int from = scan.at();
    scan.skipValue();
    int to = scan.at();
    scan.take(',');
    byte[] bytes = scan.bytes();
    Found found =
        contexts.get(bytes, from, to, () -> found(AttemptScan.tree(bytes, from, to), header));
    boolean fits = found.own || found.context.client().userAgent().equals(header);
    return fits ? found.context : with(found.context, header);
  }

  private static Found found(Json context, String header) {
    return new Found(Decoder.context(context, header), context.at("userAgent") != null);
  }

  private static Context with(Context context, String userAgent) {
    Client known = context.client();
    Client client =
        new Client(
            known.product(),
            known.version(),
            known.platform(),
            known.os(),
            known.kind(),
            userAgent);
    return new Context(context.place(), context.network(), client, context.missing());
  }
}
