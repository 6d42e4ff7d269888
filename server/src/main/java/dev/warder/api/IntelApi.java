package dev.warder.api;

import dev.warder.context.Intel;
import dev.warder.context.IntelInfo;
import dev.warder.context.IntelKind;
import dev.warder.decide.Caller;
import dev.warder.model.Fault;
import dev.warder.model.NetworkClass;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/v1/intel`: which place and network data are in force, and putting others in their place.
final class IntelApi {
  /// Bytes of an uploaded file.
  static final long MOST = 256L << 20;

  /// How long an upload may take.
  static final Duration WITHIN = Duration.ofMinutes(10);

  private final Intel intel;
  private final InstantSource clock;

  IntelApi(Intel intel, InstantSource clock) {
    this.intel = intel;
    this.clock = clock;
  }

  List<Operation> operations() {
    return List.of(
        Operation.read(
            "/v1/intel",
            Scopes.READ,
            Meanings.asking("Lists the place and network data in force", "IntelTables"),
            this::list),
        Operation.change(
            "POST",
            "/v1/intel/{kind}",
            Caller.ADMIN,
            new Operation.Meaning(
                "Puts a file of place, asn or network data in force",
                200,
                Schemas.FILE,
                "IntelTable",
                List.of("class", "name")),
            this::replace));
  }

  private Answer list(Asked asked) {
    return Lists.answer(intel.info(), null, this::write);
  }

  private Answer replace(Asked asked) {
    IntelKind kind =
        IntelKind.of(asked.parameter("kind"))
            .orElseThrow(() -> new Fault.NotFound("intel is place, asn or network"));
    NetworkClass networks = networkClass(kind, asked.query("class"));
    String name = name(asked, kind);
    try {
      Path folder = Files.createTempDirectory("warder-intel-");
      Path file = folder.resolve(name);
      try {
        asked.trail().ahead("intel.replaced", kind.wire(), receive(asked, kind, networks, file));
        IntelInfo info = intel.replace(kind, networks, file);
        return Answer.json(200, out -> write(out, info));
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new Fault.Unavailable("the file could not be taken in", e);
    }
  }

  private static Map<String, Object> receive(
      Asked asked, IntelKind kind, @Nullable NetworkClass networks, Path file) throws IOException {
    MessageDigest sha256 = sha256();
    long bytes;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha256)) {
      bytes = asked.body().copyTo(out);
    }
    if (bytes == 0) {
      throw new Fault.Invalid("the body must be the file");
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", kind.wire());
    if (networks != null) {
      details.put("class", networks.wire());
    }
    details.put("bytes", bytes);
    details.put("sha256", HexFormat.of().formatHex(sha256.digest()));
    return details;
  }

  private static @Nullable NetworkClass networkClass(IntelKind kind, @Nullable String wire) {
    if (kind != IntelKind.NETWORK) {
      if (wire != null) {
        throw new Fault.Invalid("only networks have a class");
      }
      return null;
    }
    return NetworkClass.of(wire == null ? "" : wire)
        .filter(each -> each != NetworkClass.PRIVATE && each != NetworkClass.UNKNOWN)
        .orElseThrow(() ->
            new Fault.Invalid("class must be listed, tor, vpn, hosting, mobile or residential"));
  }

  /// How the file is called in messages and listings; never more than a plain name.
  private static String name(Asked asked, IntelKind kind) {
    String name = asked.query("name");
    if (name == null) {
      return kind.wire() + ".data";
    }
    boolean plain = name.length() <= 100 && name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    if (!plain) {
      throw new Fault.Invalid("name must be a file's name of letters, digits, dots, - and _");
    }
    return name;
  }

  private void write(JsonGenerator out, IntelInfo info) {
    out.writeStringProperty("kind", info.kind().wire());
    if (info.networkClass() == null) {
      out.writeNullProperty("class");
    } else {
      out.writeStringProperty("class", info.networkClass().wire());
    }
    out.writeStringProperty("name", info.name());
    out.writeStringProperty("source", info.source());
    out.writeStringProperty("licence", info.licence());
    out.writeNumberProperty("records", info.records());
    out.writeStringProperty("date", info.date().toString());
    out.writeNumberProperty("ageDays", info.age(clock.instant()).toDays());
    out.writeStringProperty("origin", info.origin().wire());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
