package dev.warder.react.signal;

import dev.warder.model.IdSource;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Outbox;
import dev.warder.notify.outbox.Recipient;
import dev.warder.notify.outbox.Urgency;
import dev.warder.notify.signal.HeldBack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells operators that a provider asks for more than it may have within an hour: once an hour, for
/// thousands of messages would hide the one that counts. For one thread.
final class LimitNotices {
  private static final Logger LOG = LoggerFactory.getLogger(LimitNotices.class);
  private static final Duration BETWEEN = Duration.ofHours(1);

  private final Outbox outbox;
  private final IdSource ids;
  private final Map<String, Instant> told = new HashMap<>();

  LimitNotices(Outbox outbox, IdSource ids) {
    this.outbox = outbox;
    this.ids = ids;
  }

  void limited(HeldBack one, int perHour) {
    Instant last = told.get(one.issuer());
    if (last == null || !one.at().isBefore(last.plus(BETWEEN))) {
      told.put(one.issuer(), one.at());
      LOG.warn(
          "{} asks for more than {} reactions within an hour: the rest waits for your word",
          one.issuer(),
          perHour);
      var _ = outbox.send(notice(one, perHour), List.of(new Recipient.Operators()));
    }
  }

  private Notice notice(HeldBack one, int perHour) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("issuer", one.issuer());
    facts.put("perHour", Integer.toString(perHour));
    facts.put("reaction", one.reaction());
    facts.put("first", one.target());
    return new Notice(
        ids.next("ntc_"),
        Notice.REACTION,
        "signals of " + one.issuer(),
        one.at(),
        one.at().plus(Notice.USUAL_PATIENCE),
        Urgency.HIGH,
        false,
        "more than " + perHour + " reactions an hour to events of " + one.issuer(),
        "What it asks for beyond that is not done, and waits for your word. See: ./warder reaction"
            + " list --waiting; then reaction apply or reaction drop.",
        facts);
  }
}
