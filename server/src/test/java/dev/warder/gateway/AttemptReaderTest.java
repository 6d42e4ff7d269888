package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.warder.Plan;
import dev.warder.decide.Caller;
import dev.warder.http.Json;
import dev.warder.model.Attempt;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Reading never fails: what cannot be read without doubt becomes an attempt that says so.
class AttemptReaderTest {
  private static final Caller GATEWAY = new Caller("tok_1", "gw", Set.of(Caller.DECIDE));
  private static final AttemptReader READER =
      new AttemptReader(
          Plan.DEFAULT
              .withCredentials(
                  new CredentialPlace.Bearer(),
                  new CredentialPlace.BasicPassword(),
                  new CredentialPlace.Header("x-api-key"),
                  new CredentialPlace.Query("key"))
              .doors(),
          InstantSource.fixed(Instant.EPOCH));

  private static void check(
      String method, String host, String target, String authorization, String source) {
    Map<String, List<String>> headers =
        Map.of("authorization", List.of(authorization), "user-agent", List.of(host));
    Told told =
        new Told(
            null,
            null,
            method,
            host,
            host,
            target,
            new Told.Origin.Chain(List.of(source).iterator()),
            HeaderSource.of(headers),
            Set.of(),
            null,
            null);
    Attempt attempt = READER.read(GATEWAY, told);
    assertThat(attempt.host()).isEqualTo(attempt.host().toLowerCase(java.util.Locale.ROOT));
    assertThat(attempt.method()).matches("[A-Z]{0,20}");
    assertThat(Words.isPrintable(attempt.userAgent())).isTrue();
    if (attempt.problem() == null) {
      assertThat(attempt.method()).isNotEmpty();
      assertThat(attempt.source()).isNotNull();
      assertThat(attempt.path().path()).startsWith("/");
    }
    assertThat(attempt.credential()).isInstanceOf(Credential.class);
  }

  @Property(tries = 500)
  void anyTextsCanBeRead(
      @ForAll String method,
      @ForAll String host,
      @ForAll String target,
      @ForAll String authorization,
      @ForAll String source) {
    check(method, host, target, authorization, source);
    check("GET", host, "/a?key=" + target, "Basic " + authorization, "::1, " + source);
  }

  @FuzzTest(maxDuration = "5s")
  void hostileTextsCanBeRead(FuzzedDataProvider data) {
    check(
        data.consumeString(24),
        data.consumeString(64),
        data.consumeString(200),
        data.consumeString(80),
        data.consumeRemainingAsString());
  }

  @FuzzTest(maxDuration = "5s")
  void aDocumentIsReadOrRefused(FuzzedDataProvider data) {
    documentIsReadOrRefused(data.consumeRemainingAsBytes());
  }

  @Property(tries = 500)
  void anyDocumentIsReadOrRefused(@ForAll byte[] bytes) {
    documentIsReadOrRefused(bytes);
  }

  private static void documentIsReadOrRefused(byte[] json) {
    try {
      Told told = Json.read(json, NativeReader::read);
      assertThat(READER.read(GATEWAY, told)).isNotNull();
    } catch (Fault.Invalid refused) {
      assertThat(refused.publicText()).isNotEmpty();
    }
  }
}
