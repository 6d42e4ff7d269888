package dev.warder.token.provider;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.token.jose.Base64Url;
import dev.warder.token.jose.Jws;
import dev.warder.token.jose.KeySet;
import dev.warder.token.jose.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What strangers sign and publish either is read, or is `Malformed`.
class JoseFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void tokensNeverThrowAnythingElse(FuzzedDataProvider data) {
    String header = Base64Url.encode(data.consumeBytes(200));
    String payload = Base64Url.encode(data.consumeRemainingAsBytes());
    try {
      Jws jws = Jws.withKey(header + "." + payload + ".AA");
      var _ = Claims.read(jws.json());
    } catch (Malformed refused) {
      return;
    }
  }

  @FuzzTest(maxDuration = "5s")
  void keySetsNeverThrowAnythingElse(FuzzedDataProvider data) {
    byte[] json = data.consumeRemainingAsString().getBytes(StandardCharsets.UTF_8);
    try {
      var _ = KeySet.read(json, List.of(dev.warder.token.jose.Algorithm.values()));
    } catch (Malformed refused) {
      return;
    }
  }
}
