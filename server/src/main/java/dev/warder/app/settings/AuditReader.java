package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Audit;
import dev.warder.app.settings.Settings.Checkpoints;
import dev.warder.app.settings.Settings.Durability;
import dev.warder.notify.forward.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Reads how the journal is kept.
final class AuditReader {
  private AuditReader() {}

  static Audit read(Section section, Path data) {
    Durability durability =
        section.value(
            "durability",
            Kind.choice(Ordered.of("kernel", Durability.KERNEL, "disk", Durability.DISK)),
            "kernel",
            "When an answer may leave: once its record is with the kernel (survives the process)"
                + " or on the disk (survives the power).");
    Duration fsync =
        section.value(
            "fsync",
            Kind.duration(Duration.ofMillis(1), Duration.ofMinutes(1)),
            "50ms",
            "How often the disk is asked to keep what the kernel has.");
    Section retention = section.section("retention");
    Duration age =
        retention.value(
            "age",
            Kind.duration(Duration.ofHours(1), Duration.ofDays(36500)),
            "400d",
            "How old a closed journal segment may become before it is removed.");
    long bytes =
        retention.value(
            "size",
            Kind.size(1_000_000),
            "50GB",
            "How much all closed segments, compressed and with their indexes, may take on the disk; the"
                + " oldest go first. Hashes of removed records may take a quarter of it more.");
    retention.end();
    String key =
        section.value(
            "key",
            Kind.TEXT,
            "keys/audit.key",
            "The key that signs checkpoints; made at the first start. Relative to the data"
                + " folder.");
    List<String> headers =
        section.values(
            "headers",
            CredentialReader.HEADER_NAME,
            "accept-language",
            "Request headers that are recorded; a policy may read only these.");
    Checkpoints checkpoints = checkpoints(section.section("checkpoints"));
    boolean seal =
        section.value(
            "seal",
            Kind.choice(Ordered.of("false", false, "true", true)),
            "false",
            "Whether principal, address and user agent are recorded sealed, under a key of each"
                + " principal that `principals/{id}/forget` destroys.");
    List<Target> forward = ForwardReader.read(section);
    section.end();
    Path at = data.resolve(key).normalize();
    return new Audit(durability, fsync, age, bytes, at, headers, checkpoints, seal, forward);
  }

  private static Checkpoints checkpoints(Section section) {
    Path file =
        section.optional(
            "file", Kind.PATH, "Copies of the signed checkpoint are appended to this file.");
    URI url =
        section.optional(
            "url", Kind.URL, "Copies of the signed checkpoint are posted there, as text.");
    if (url != null && url.getUserInfo() != null) {
      section.report(section.where("url"), "must be a URL without a password");
      url = null;
    }
    Duration every =
        section.value(
            "every",
            Kind.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
            "10s",
            "How often the newest checkpoint is copied.");
    section.end();
    return new Checkpoints(file, url, every);
  }
}
