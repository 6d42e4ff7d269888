package dev.warder.api;

import dev.warder.audit.Ledger;
import dev.warder.decide.Caller;
import dev.warder.model.Address;
import dev.warder.model.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The records that one management call leaves: at least one, whatever comes of the call.
///
/// What changes something is told ahead. A good change that was told needs no further record; a
/// read is told before its answer leaves; what failed is told with its status, also behind a record
/// that told of the attempt.
final class Trail {
  private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

  private final Ledger ledger;
  private final Operation operation;
  private final Caller caller;
  private final Address peer;
  private String subject = "";
  private boolean told;

  Trail(Ledger ledger, Operation operation, Caller caller, Address peer) {
    this.ledger = ledger;
    this.operation = operation;
    this.caller = caller;
    this.peer = peer;
  }

  /// What the call turned out to be about.
  void about(String found) {
    subject = found;
  }

  /// Returns when the record is durable; only then may be done what it tells of.
  ///
  /// @throws Fault.Unavailable where it cannot be written
  void ahead(String kind, String subject, Map<String, Object> details) {
    this.subject = subject;
    Ledger.durable(ledger.append(kind, caller.principal(), subject, signed(details)));
    told = true;
  }

  /// The same with who called, and from where.
  Map<String, Object> signed(Map<String, Object> details) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.put("by", by());
    return all;
  }

  /// That the operation wrote its own records, and they are durable.
  void told() {
    told = true;
  }

  /// That what was told ahead did not come to be, although nothing failed.
  void insteadOf(String subject, String because) {
    Map<String, Object> details = outcome(200);
    details.put("because", because);
    append("management.withdrawn", subject, details);
  }

  /// @throws Fault.Unavailable where a read cannot be recorded: its answer must not leave
  void succeeded(int status) {
    if (told) {
      return;
    }
    if (operation.changes()) {
      append("management.change", subject, outcome(status));
    } else {
      Ledger.durable(
          ledger.append("management.read", caller.principal(), subject, outcome(status)));
    }
  }

  void failed(int status) {
    Map<String, Object> details = outcome(status);
    if (told) {
      details.put("because", "what the record before told of was not done");
    }
    append("management.refused", subject, details);
  }

  /// What is done is done, and what failed has failed: neither becomes otherwise where the journal
  /// fails now.
  private void append(String kind, String about, Map<String, Object> details) {
    try {
      Ledger.durable(ledger.append(kind, caller.principal(), about, details));
    } catch (Fault.Unavailable e) {
      LOG.warn("{} of {} could not be recorded: {}", kind, operation.template(), e.publicText());
    }
  }

  private Map<String, Object> outcome(int status) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("method", operation.method());
    details.put("route", operation.template());
    details.put("status", status);
    details.put("by", by());
    return details;
  }

  private Map<String, Object> by() {
    return Map.of("token", caller.tokenId(), "address", peer.toString());
  }
}
