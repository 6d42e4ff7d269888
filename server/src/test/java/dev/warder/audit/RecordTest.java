package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Action;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecordTest {
  private static final Encoder ENCODER =
      new Encoder("n1", List.of("accept-language", "user-agent"), Seals.none());
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static byte[] line(JsonWriter middle) {
    String text =
        new String(Arrays.copyOf(middle.bytes(), middle.length()), StandardCharsets.UTF_8);
    return ("{\"seq\":0," + text + "}").getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 500)
  void aDecisionReadBackIsWrittenTheSame(@ForAll long seed) {
    Decision decision = Samples.decision("dec_1", new Random(seed), true);
    byte[] line = line(ENCODER.middle(decision));
    Decision back = Entry.parse(line).decision().orElseThrow();
    assertThat(new String(line(ENCODER.middle(back)), StandardCharsets.UTF_8))
        .isEqualTo(new String(line, StandardCharsets.UTF_8));
    assertThat(back.assessment()).isEqualTo(decision.assessment());
    assertThat(back.verdict()).isEqualTo(decision.verdict());
    assertThat(back.context()).isEqualTo(decision.context());
    assertThat(back.judgement()).isEqualTo(decision.judgement());
  }

  @Property(tries = 500)
  void whatGoesWithoutSayingMayBeSaid(@ForAll long seed) {
    Decision decision = Samples.decision("dec_1", new Random(seed), true);
    String line = new String(line(ENCODER.middle(decision)), StandardCharsets.UTF_8);
    byte[] inFull = Samples.inFull(decision, line).getBytes(StandardCharsets.UTF_8);
    Decision back = Entry.parse(inFull).decision().orElseThrow();
    assertThat(new String(line(ENCODER.middle(back)), StandardCharsets.UTF_8)).isEqualTo(line);
  }

  @Property(tries = 500)
  void noSecretAndNoLineBreakIsWritten(@ForAll long seed) {
    byte[] bytes = line(ENCODER.middle(Samples.decision("dec_1", new Random(seed), true)));
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .doesNotContain(Samples.SECRET.substring(4, 20), "\n", "cookie", "authorization");
  }

  @Test
  void aTokenInPathUserAgentOrDeclaredHeaderIsNeverWritten() {
    String token = "wrd_0123456789ABCDEFGHIJKLMNOPQRSTUV1ocsWc";
    Decision usual = Samples.usual("dec_1");
    Attempt plain = usual.attempt();
    Attempt leaking =
        new Attempt(
            plain.time(),
            plain.gateway(),
            plain.credential(),
            plain.method(),
            plain.scheme(),
            plain.host(),
            new CanonicalPath("/wrd_/keys/" + token + "/" + token + "x", ""),
            plain.source(),
            Map.of("user-agent", "curl " + token, "accept-language", "x" + token + "," + token),
            null);
    Decision decision =
        new Decision(
            "dec_1",
            usual.time(),
            leaking,
            usual.token(),
            usual.identity(),
            usual.refusal(),
            usual.route(),
            new Action("GET", "read", "/keys", "/wrd_/keys/" + token),
            usual.context(),
            usual.assessment(),
            usual.judgement(),
            usual.verdict(),
            usual.scopes(),
            usual.reasons(),
            usual.latencyMicros());
    String record = new String(line(ENCODER.middle(decision)), StandardCharsets.UTF_8);
    assertThat(record)
        .doesNotContain(token, token.substring(4, 36))
        .contains(
            "/wrd_/keys/wrd_[redacted]/wrd_[redacted]x",
            "curl wrd_[redacted]",
            "xwrd_[redacted],wrd_[redacted]");
  }

  @Property
  void everyTextSurvives(@ForAll String text) {
    JsonWriter json = new JsonWriter(4, new Decimals());
    json.beginObject().key(text).value(text).endObject();
    var node = MAPPER.readTree(Arrays.copyOf(json.bytes(), json.length()));
    assertThat(node.get(text).stringValue()).isEqualTo(text);
  }

  @Property
  void everyNumberSurvivesBitForBit(@ForAll double number, @ForAll long whole) {
    JsonWriter json = new JsonWriter(4, new Decimals());
    json.beginArray().value(number).value(whole).endArray();
    var node = MAPPER.readTree(Arrays.copyOf(json.bytes(), json.length()));
    double back =
        node.get(0).isNumber()
            ? node.get(0).doubleValue()
            : Double.parseDouble(node.get(0).stringValue());
    assertThat(Double.doubleToLongBits(back)).isEqualTo(Double.doubleToLongBits(number));
    assertThat(node.get(1).longValue()).isEqualTo(whole);
  }

  @Property
  void listsOfNumbersAreWrittenAsEachByItself(@ForAll double[] numbers) {
    JsonWriter together = new JsonWriter(4, new Decimals());
    together.values(numbers);
    JsonWriter each = new JsonWriter(4, new Decimals());
    each.beginArray();
    for (double number : numbers) {
      each.value(number);
    }
    each.endArray();
    assertThat(Arrays.copyOf(together.bytes(), together.length()))
        .isEqualTo(Arrays.copyOf(each.bytes(), each.length()));
    assertThat(MAPPER.readTree(Arrays.copyOf(each.bytes(), each.length()))).hasSize(numbers.length);
  }

  @Property
  void addressesAreWrittenAsEverywhereElse(@ForAll long high, @ForAll long low, @ForAll int v4) {
    for (Address address : List.of(new Address(high, low), Address.ofV4(v4))) {
      JsonWriter json = new JsonWriter(1, new Decimals());
      json.beginArray().value(address).value(address).endArray();
      assertThat(new String(json.bytes(), 0, json.length(), StandardCharsets.UTF_8))
          .isEqualTo("[\"" + address + "\",\"" + address + "\"]");
    }
  }

  @Property
  void timesAreRfc3339(@ForAll int seconds, @ForAll short millis) {
    Instant time =
        Instant.ofEpochMilli((seconds & 0xFFFFFFFFL) * 1000 + Math.floorMod(millis, 1000));
    RecordWriter out = new RecordWriter(new JsonWriter(16, new Decimals()));
    out.time("t", time);
    String text =
        new String(Arrays.copyOf(out.json.bytes(), out.json.length()), StandardCharsets.UTF_8);
    assertThat(text).matches("\"t\":\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\"");
    assertThat(Instant.parse(text.substring(5, text.length() - 1))).isEqualTo(time);
  }

  @Test
  void anEventIsReadBackAsItWas() {
    Event event =
        new Event(
            "evt_1",
            Instant.parse("2026-11-23T10:00:00Z"),
            "token.created",
            "alice",
            "tok_1",
            Map.of("list", List.of(1, 2.5, true, "x"), "nested", Map.of("k", "v")));
    assertThat(Entry.parse(line(ENCODER.middle(event))).event()).contains(event);
  }

  @Test
  void aSecretIsNoDetail() {
    Map<String, Object> details = Map.of("token", new dev.warder.model.Secret("x"));
    assertThatThrownBy(() -> new Event("e", Instant.EPOCH, "k", "a", "s", details))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void lineNoiseIsNoRecord(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> Entry.parse(bytes)).isInstanceOf(IllegalArgumentException.class);
  }
}
