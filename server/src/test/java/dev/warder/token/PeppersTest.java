package dev.warder.token;

import static dev.warder.token.TokenFixtures.RANDOM;
import static dev.warder.token.TokenFixtures.ids;
import static dev.warder.token.TokenFixtures.peppers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.StartupFailure;
import dev.warder.model.Token;
import dev.warder.model.TokenDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeppersTest {
  private final TokenFixtures.Clock clock = new TokenFixtures.Clock();
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = parent.resolve("keys");
  }

  @Test
  void firstStartMakesOneKeyForItsOwnerAlone() throws IOException {
    open();
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(keys()).singleElement().satisfies(k -> assertThat(mode(k)).isEqualTo("rw-------"));
    assertThat(Files.size(keys().getFirst())).isEqualTo(32);
  }

  @Test
  void nextStartUsesTheSameKey() throws IOException {
    assertThat(open().digest("x")).isEqualTo(open().digest("x"));
    assertThat(keys()).hasSize(1);
  }

  @Test
  void newestKeyMakesDigestsAndOlderOnesStillCheck() {
    HeapIndex index = new HeapIndex();
    var old = open().digest("secret");
    index.put(withDigest(old));
    clock.advance(Duration.ofMillis(1));
    String newest = ids(clock).next("");
    Peppers.add(folder, newest, RANDOM);

    Peppers both = open();
    assertThat(both.digest("secret").keyId()).isEqualTo(newest);
    assertThat(both.recognise("secret", index)).isPresent();
    assertThat(both.recognise("other", index)).isEmpty();
  }

  @Test
  void keyFromBeforeTheNewestIsRefused() {
    open();
    clock.advance(Duration.ofDays(-1));
    String older = ids(clock).next("");
    assertThatThrownBy(() -> Peppers.add(folder, older, RANDOM))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("clock");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rw---x---"})
  void keyThatOthersMayReadStopsTheStart(String mode) throws IOException {
    open();
    Files.setPosixFilePermissions(keys().getFirst(), PosixFilePermissions.fromString(mode));
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            StartupFailure.class, f -> assertThat(f.remedy()).contains("chmod 600"));
  }

  @Test
  void folderThatIsOpenToOthersStopsTheStart() throws IOException {
    open();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            StartupFailure.class, f -> assertThat(f.remedy()).contains("chmod 700"));
  }

  @Test
  void damagedKeyStopsTheStart() throws IOException {
    open();
    Files.write(keys().getFirst(), new byte[31]);
    assertThatThrownBy(this::open)
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void missingKeyOfStoredTokensStopsTheStart() {
    assertThatThrownBy(() -> peppers("2").require(Set.of("2", "1+sha256")))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("pepper-1.key");
  }

  @Test
  void halfWrittenKeyIsNoKey() throws IOException {
    open();
    Files.writeString(folder.resolve(".pepper-9.new"), "x");
    assertThat(open().digest("x").keyId()).isNotEqualTo("9");
  }

  /// HMAC-SHA-256 as Python's hmac computes it.
  @Test
  void digestIsHmacSha256() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    byte[] digest =
        new Pepper("k", key)
            .hmac("wrd_0123456789ABCDEFGHIJKLMNOPQRSTUV".getBytes(StandardCharsets.US_ASCII));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("051aa455c7c2f0d3be520c2b591ba47f19c194cf361a2d4a2134ed57fbe1c6c2");
  }

  @Test
  void importedKeysAndOwnSecretsNeverMeet() {
    byte[] hash = Peppers.sha256("x");
    String sameBytes = "sha256:" + new String(hash, StandardCharsets.ISO_8859_1);
    assertThat(peppers().digest(sameBytes)).isNotEqualTo(peppers().digestOfImported(hash));
  }

  @Test
  void peppersDoNotShowTheirKeys() {
    assertThat(peppers("1", "2")).hasToString("Peppers[Pepper[2], Pepper[1]]");
  }

  @Test
  void manyThreadsDigestAlike() {
    Peppers peppers = peppers();
    var expected = peppers.digest("secret");
    assertThat(Stream.generate(() -> "secret").limit(20_000).parallel())
        .allSatisfy(s -> assertThat(peppers.digest(s)).isEqualTo(expected));
  }

  private static Token withDigest(TokenDigest digest) {
    return TokenEdits.rotated(
        TokenFixtures.token("tok_1", TokenFixtures.ALICE), digest, TokenFixtures.NOW);
  }

  private Peppers open() {
    return Peppers.open(folder, ids(clock), RANDOM);
  }

  private List<Path> keys() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("pepper-")).toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
