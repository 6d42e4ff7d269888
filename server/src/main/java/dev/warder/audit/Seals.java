package dev.warder.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The keys under which the journal's personal fields are sealed, one for each principal, kept
/// outside of the journal.
///
/// A new key is in memory at once, and in its file before the first record that it seals is
/// written. What was sealed under a key that was destroyed can be read by nobody; the records still
/// prove themselves. Safe for several threads.
public final class Seals implements AutoCloseable {
  private static final int ID_LENGTH = 12;
  private static final int MOST_AT_ONCE = 10_000;

  private final boolean sealing;
  private final SealFile file;
  private final SecureRandom random;
  private final Map<String, SealKey> byPrincipal = new ConcurrentHashMap<>();
  private final Map<String, SealKey> byId = new ConcurrentHashMap<>();
  private final Map<String, Forgotten> unfinished = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<SealKey> fresh = new ConcurrentLinkedQueue<>();
  private final long start;
  private final AtomicLong nonces = new AtomicLong();

  /// Whose key is destroyed, and who may still stand in what was made of the journal.
  ///
  /// @param id of the key: all that is left in the journal
  public record Forgotten(String id, String principal) {}

  private Seals(boolean sealing, SealFile file, SecureRandom random) {
    this.sealing = sealing;
    this.file = file;
    this.random = random;
    this.start = random.nextLong();
  }

  /// @param path of the file with the keys; made with the first key
  /// @param sealing whether new records are sealed; what was sealed is opened in any case
  static Seals open(Path path, boolean sealing, SecureRandom random) throws IOException {
    Seals seals = new Seals(sealing, SealFile.open(path), random);
    seals.file.mend();
    seals.learn(seals.file.read());
    return seals;
  }

  /// What is there now, for somebody who reads beside the service or without it.
  ///
  /// @param folder the data folder or the journal in it
  public static Seals of(Path folder) throws IOException {
    Path journal = JournalReader.folder(folder).toAbsolutePath().normalize();
    Path path = journal.resolveSibling("keys").resolve(JournalSettings.SEALS);
    Seals seals = new Seals(false, SealFile.none(path), new SecureRandom());
    if (Files.isReadable(path)) {
      seals.learn(seals.file.read());
    }
    return seals;
  }

  /// Seals nothing and opens nothing.
  public static Seals none() {
    return new Seals(false, SealFile.none(Path.of(JournalSettings.SEALS)), new SecureRandom());
  }

  private void learn(SealFile.Contents contents) {
    for (SealKey key : contents.keys()) {
      byPrincipal.put(key.principal(), key);
      byId.put(key.id(), key);
    }
    contents.unfinished().forEach(each -> unfinished.put(each.id(), each));
  }

  boolean sealing() {
    return sealing;
  }

  /// The key of a principal, made where there is none.
  SealKey key(String principal) {
    SealKey known = byPrincipal.get(principal);
    return known != null ? known : byPrincipal.computeIfAbsent(principal, this::make);
  }

  /// The key of somebody who has one.
  @Nullable SealKey known(String principal) {
    return byPrincipal.get(principal);
  }

  private SealKey make(String principal) {
    byte[] id = new byte[ID_LENGTH];
    byte[] secret = new byte[SealKey.LENGTH];
    random.nextBytes(id);
    random.nextBytes(secret);
    SealKey key = new SealKey("sk_" + HexFormat.of().formatHex(id), principal, secret);
    byId.put(key.id(), key);
    fresh.add(key);
    return key;
  }

  /// By which sealed records name a principal, if it has a key.
  Optional<String> pseudonym(String principal) {
    return Optional.ofNullable(byPrincipal.get(principal)).map(SealKey::id);
  }

  void write(RecordWriter out, SealKey key, String text) {
    byte[] nonce = SealKey.nonce(start, nonces.getAndIncrement());
    JsonWriter json = out.json.beginObject().name(Sealed.NAME).beginObject();
    json.name("keyId").value(key.id()).name("nonce").value(SealKey.text(nonce));
    json.name("ciphertext").value(SealKey.text(key.seal(nonce, text))).endObject().endObject();
  }

  /// The text that was sealed; absent where there is no such key.
  @Nullable String opened(String keyId, String nonce, String ciphertext) {
    SealKey key = byId.get(keyId);
    return key == null ? null : key.open(nonce, ciphertext);
  }

  /// Makes the new keys safe; before the records that they seal.
  void persist(boolean force) throws IOException {
    if (fresh.isEmpty()) {
      return;
    }
    List<SealKey> keys = new ArrayList<>();
    for (SealKey key = fresh.poll(); key != null; key = next(keys)) {
      keys.add(key);
    }
    synchronized (this) {
      try {
        file.append(keys.stream().filter(key -> byId.containsKey(key.id())).toList(), force);
      } catch (IOException e) {
        fresh.addAll(keys);
        throw e;
      }
    }
  }

  private @Nullable SealKey next(List<SealKey> taken) {
    return taken.size() < MOST_AT_ONCE ? fresh.poll() : null;
  }

  /// Destroys a principal's key: durable when this returns. What was made of the journal is to be
  /// made anew then, and `finished` told.
  ///
  /// @return the pseudonym that it leaves behind, absent where it had no key
  public synchronized Optional<String> forget(String principal) throws IOException {
    SealKey key = byPrincipal.get(principal);
    if (key == null) {
      return Optional.empty();
    }
    byId.remove(key.id());
    unfinished.put(key.id(), new Forgotten(key.id(), principal));
    rewrite();
    byPrincipal.remove(principal, key);
    return Optional.of(key.id());
  }

  /// Who was forgotten, but may not be everywhere yet.
  public List<Forgotten> unfinished() {
    return List.copyOf(unfinished.values());
  }

  /// Lets go of the keys that are not there any more.
  synchronized List<String> goneFrom(Seals now) {
    List<SealKey> gone =
        byId.values().stream().filter(key -> !now.byId.containsKey(key.id())).toList();
    for (SealKey key : gone) {
      byId.remove(key.id());
      byPrincipal.remove(key.principal(), key);
    }
    return gone.stream().map(SealKey::id).toList();
  }

  /// That nothing is left of somebody.
  public synchronized void finished(Forgotten forgotten) throws IOException {
    if (unfinished.remove(forgotten.id()) != null) {
      rewrite();
    }
  }

  private void rewrite() throws IOException {
    List<SealKey> keys = List.copyOf(byId.values());
    file.rewrite(new SealFile.Contents(keys, unfinished()));
    fresh.removeAll(keys);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
