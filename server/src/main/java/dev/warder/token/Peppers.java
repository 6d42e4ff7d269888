package dev.warder.token;

import dev.warder.model.IdSource;
import dev.warder.model.StartupFailure;
import dev.warder.model.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys that token digests are made with. The newest makes new digests; older ones still check.
///
/// A database that leaks without these keys lets nobody guess or check a token. A key's name is
/// drawn, not counted, so that a lost key is noticed and never silently replaced by another of the
/// same name.
public final class Peppers {
  /// Marks digests made from the SHA-256 of a key that somebody else issued.
  private static final String IMPORTED = "+sha256";

  private static final byte[] IMPORTED_DOMAIN = "sha256:".getBytes(StandardCharsets.US_ASCII);

  private final List<Pepper> newestFirst;

  Peppers(List<Pepper> peppers) {
    if (peppers.isEmpty()) {
      throw new IllegalArgumentException("at least one pepper is needed");
    }
    newestFirst = peppers.stream().sorted(Comparator.comparing(Pepper::id).reversed()).toList();
  }

  /// Reads the keys of this folder, making folder and first key where there are none.
  ///
  /// @throws StartupFailure where a key is damaged, missing or open to others
  public static Peppers open(Path folder, IdSource ids, SecureRandom random) {
    PepperFiles files = new PepperFiles(folder);
    List<Pepper> found = files.read();
    if (!found.isEmpty()) {
      return new Peppers(found);
    }
    files.add(ids.next(""), random);
    return new Peppers(files.read());
  }

  /// Adds a key that is the newest from the next start on.
  ///
  /// @param id its name, which must come after those that there are
  public static void add(Path folder, String id, SecureRandom random) {
    PepperFiles files = new PepperFiles(folder);
    if (files.read().stream().anyMatch(p -> p.id().compareTo(id) >= 0)) {
      throw new StartupFailure(
          "the clock stands before the newest pepper was made", "set the clock of this machine");
    }
    files.add(id, random);
  }

  /// Makes sure that every digest in store can be checked.
  ///
  /// @throws StartupFailure where a key is missing: its tokens would all be refused as unknown
  public void require(Set<String> keyIds) {
    for (String keyId : keyIds) {
      String id = keyId.replace(IMPORTED, "");
      if (newestFirst.stream().noneMatch(p -> p.id().equals(id))) {
        throw new StartupFailure(
            "stored tokens need the key pepper-" + id + ".key, which is not there",
            "put it back into the folder keys/ from a backup; without it these tokens are lost");
      }
    }
  }

  TokenDigest digest(String secret) {
    return digest(newestFirst.getFirst(), ascii(secret));
  }

  TokenDigest digestOfImported(byte[] sha256) {
    return imported(newestFirst.getFirst(), sha256);
  }

  /// The digest of this secret, under whichever of our keys the index knows it by.
  Optional<Recognised> recognise(String secret, TokenIndex index) {
    byte[] bytes = ascii(secret);
    Set<String> used = index.keyIds();
    for (Pepper pepper : newestFirst) {
      if (used.contains(pepper.id())) {
        TokenDigest digest = digest(pepper, bytes);
        var token = index.findByDigest(digest);
        if (token.isPresent()) {
          return Optional.of(new Recognised(token.get(), digest));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether any key that somebody else issued is in store at all.
  boolean hasImported(TokenIndex index) {
    Set<String> used = index.keyIds();
    return used.stream().anyMatch(id -> id.endsWith(IMPORTED));
  }

  Optional<Recognised> recogniseImported(byte[] sha256, TokenIndex index) {
    Set<String> used = index.keyIds();
    for (Pepper pepper : newestFirst) {
      if (used.contains(pepper.id() + IMPORTED)) {
        TokenDigest digest = imported(pepper, sha256);
        var token = index.findByDigest(digest);
        if (token.isPresent()) {
          return Optional.of(new Recognised(token.get(), digest));
        }
      }
    }
    return Optional.empty();
  }

  /// A key for another purpose, from the newest pepper; it tells nothing of the pepper.
  byte[] derive(String purpose) {
    return newestFirst.getFirst().hmac(("derive:" + purpose).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Peppers" + newestFirst;
  }

  private static TokenDigest digest(Pepper pepper, byte[] secret) {
    return new TokenDigest(pepper.id(), pepper.hmac(secret));
  }

  private static TokenDigest imported(Pepper pepper, byte[] sha256) {
    byte[] message = new byte[IMPORTED_DOMAIN.length + sha256.length];
    System.arraycopy(IMPORTED_DOMAIN, 0, message, 0, IMPORTED_DOMAIN.length);
    System.arraycopy(sha256, 0, message, IMPORTED_DOMAIN.length, sha256.length);
    return new TokenDigest(pepper.id() + IMPORTED, pepper.hmac(message));
  }

  private static byte[] ascii(String wellFormed) {
    return wellFormed.getBytes(StandardCharsets.ISO_8859_1);
  }
}
