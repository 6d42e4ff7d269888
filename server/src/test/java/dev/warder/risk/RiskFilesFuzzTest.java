package dev.warder.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.model.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever stands in a snapshot or a model file: it is read, or refused in the way that is
/// announced.
class RiskFilesFuzzTest {
  private static final String MODEL = model();
  private static final byte[] OWNER = owner();

  @FuzzTest(maxDuration = "5s")
  void anySnapshotIsReadOrRefused(byte[] bytes) {
    snapshot(bytes);
    owner(bytes);
  }

  @FuzzTest(maxDuration = "5s")
  void anyModelFileIsReadOrRefused(byte[] bytes) {
    model(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  void aModelOfArbitraryTextIsRefused(@ForAll String text) {
    assertThat(model(text)).isFalse();
  }

  /// One figure or sign of the real file changed: the model is read or refused, never half of each.
  @Property(tries = 1000)
  void aChangedModelIsReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(MODEL);
    String hostile = "0-9.eE[]{},:\"nul tru\\/";
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(text.length());
      text.setCharAt(at, hostile.charAt(random.nextInt(hostile.length())));
    }
    model(text.toString());
  }

  @Property(tries = 2000)
  void aChangedOwnerIsReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = OWNER.clone();
    for (int i = 0; i <= random.nextInt(8); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    owner(bytes);
  }

  @Property(tries = 200)
  void aTornOwnerIsRefused(@ForAll long seed) {
    byte[] torn = java.util.Arrays.copyOf(OWNER, new Random(seed).nextInt(OWNER.length));
    assertThat(owner(torn)).isFalse();
  }

  private static void snapshot(byte[] bytes) {
    try {
      Snapshots.decode(new ByteArrayInputStream(bytes), new ArrayList<>(), new HashMap<>());
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  private static boolean owner(byte[] bytes) {
    try {
      OwnerCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)), true);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean model(String text) {
    try {
      ModelFile.parse(text);
      return true;
    } catch (Fault.Invalid e) {
      return false;
    }
  }

  private static String model() {
    try {
      return Files.readString(Path.of("src/main/resources/risk/default-model.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] owner() {
    World world = new World();
    new Week(world, 11).play(0, 7);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      OwnerCodec.write(world.store.owner(Week.ALICE.principal()), new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
