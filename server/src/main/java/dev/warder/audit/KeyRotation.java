package dev.warder.audit;

import dev.warder.model.Fault;
import dev.warder.model.IdSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// The change of the key that signs a journal, while no service writes to it.
///
/// The record of it is signed by the old key, so that whoever trusts that can trust the new one.
/// The checkpoint after it carries both signatures: at whatever point this is interrupted, the key
/// that is in its place then can continue the journal, and it may be begun again.
public final class KeyRotation {
  /// The kind of its record.
  public static final String KIND = "audit.key.rotated";

  private final JournalSettings settings;
  private final IdSource ids;
  private final InstantSource clock;

  public KeyRotation(JournalSettings settings, IdSource ids, InstantSource clock) {
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /// @param actor who did it
  /// @return the new verifier key
  /// @throws Fault.NotFound where there is no journal
  public VerifierKey run(String actor) throws IOException {
    Path current = settings.key();
    if (Files.notExists(current)) {
      throw new Fault.NotFound(current + " is not there: nothing was signed yet");
    }
    Path next = current.resolveSibling("." + current.getFileName() + ".next");
    AuditKey fresh = AuditKey.fresh(next, settings.origin(), new SecureRandom());
    tell(actor, fresh.verifier());
    FileChannel lock = Opening.lock(settings.journal());
    try (lock) {
      AuditKey old = AuditKey.open(current, settings.origin(), new SecureRandom());
      signTwice(old, fresh);
      Path published = Opening.published(settings);
      VerifierKeys keys = Opening.keys(published);
      Files.move(
          next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Opening.publish(published, keys.after(fresh.verifier()));
    }
    return fresh.verifier();
  }

  private void tell(String actor, VerifierKey fresh) throws IOException {
    try (Journal journal = Journal.open(settings, ids, clock)) {
      Map<String, Object> details =
          Map.of("from", journal.verifierKey().toString(), "to", fresh.toString());
      String id = ids.next("evt_");
      Event event = new Event(id, clock.instant(), KIND, actor, "journal", details);
      var _ = journal.append(event).join();
    }
  }

  private void signTwice(AuditKey old, AuditKey fresh) throws IOException {
    Checkpoint newest = Opening.newest(settings.journal(), old.verifier());
    if (newest == null) {
      throw new Fault.Conflict("the journal has no checkpoint: start the service once");
    }
    Checkpoint both = newest.alsoSigned(fresh);
    try (CheckpointLog log = CheckpointLog.open(settings.journal(), Disk.real())) {
      log.append(both);
      log.publish(both);
    }
  }
}
