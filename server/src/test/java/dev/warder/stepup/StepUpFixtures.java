package dev.warder.stepup;

import dev.warder.model.IdSource;
import dev.warder.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Challenges, keys and codes for tests.
public final class StepUpFixtures {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private StepUpFixtures() {}

  /// A chronicle that remembers.
  public static final class Notes implements Chronicle {
    public final List<String> kinds = new CopyOnWriteArrayList<>();

    @Override
    public void ahead(String kind, String actor, String subject, Map<String, Object> details) {
      kinds.add(kind);
    }

    @Override
    public void later(String kind, String actor, String subject, Map<String, Object> details) {
      kinds.add(kind);
    }
  }

  public static Challenges challenges(ChallengeStore store, IdSource ids, InstantSource clock) {
    return new Challenges(store, ids, clock, new Notes(), (request, decision) -> {});
  }

  public static FactorKey key(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return FactorKey.open(folder, new SecureRandom());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What an app with this key shows.
  public static String code(String key, Instant now) {
    long step = Math.floorDiv(now.getEpochSecond(), Totp.PERIOD_SECONDS);
    return Totp.code(bytes(key), step, Totp.DIGITS, Totp.ALGORITHM);
  }

  /// The same where the key is plain text.
  public static String codeOf(String text, Instant now) {
    long step = Math.floorDiv(now.getEpochSecond(), Totp.PERIOD_SECONDS);
    byte[] key = text.getBytes(StandardCharsets.US_ASCII);
    return Totp.code(key, step, Totp.DIGITS, Totp.ALGORITHM);
  }

  private static byte[] bytes(String base32) {
    byte[] bytes = new byte[base32.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < base32.length(); i++) {
      buffer = buffer << 5 | BASE32.indexOf(base32.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
      }
    }
    return bytes;
  }

  /// An app: enrols at once, and then shows codes.
  public static final class App {
    private final String key;
    private final InstantSource clock;
    public final List<String> recoveryCodes;

    public App(StepUp stepUp, String person, InstantSource clock) {
      this.clock = clock;
      Enrolment enrolment = stepUp.enrolment();
      String invitation = enrolment.invite(person, Duration.ZERO, "root").secret().reveal();
      Enrolment.NewKey made = enrolment.newKey(invitation);
      key = made.key();
      Instant before = clock.instant().minusSeconds(Totp.PERIOD_SECONDS);
      recoveryCodes =
          enrolment
              .enrolKey(invitation, made.pending(), StepUpFixtures.code(key, before), "phone")
              .recoveryCodes();
    }

    public String code() {
      return StepUpFixtures.code(key, clock.instant());
    }

    /// One that is right at no time near this.
    public String wrong() {
      String right = code();
      return (right.charAt(0) == '0' ? "1" : "0") + "x" + right.substring(2);
    }

    public Evidence proof() {
      return new Evidence.Code(Factor.Kind.TOTP, new Secret(code()));
    }

    public Evidence wrongProof() {
      return new Evidence.Code(Factor.Kind.TOTP, new Secret(wrong()));
    }
  }
}
