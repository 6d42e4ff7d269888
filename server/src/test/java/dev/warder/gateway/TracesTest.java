package dev.warder.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.model.Trace;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of `traceparent` and `tracestate`, as W3C Trace Context has it.
class TracesTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final Traces FOLLOWING = new Traces(true, 0, true);

  private static @Nullable Trace of(Traces traces, String... parents) {
    return traces.of(HeaderSource.of(Map.of("traceparent", List.of(parents))));
  }

  private static Trace given(Traces traces, String parent) {
    return requireNonNull(of(traces, parent));
  }

  @Test
  void aRecordedTraceIsContinuedWithASpanOfItsOwn() {
    Trace trace = given(FOLLOWING, "00-" + ID + "-" + SPAN + "-01");
    assertThat(trace.id()).isEqualTo(ID);
    assertThat(trace.parent()).isEqualTo(SPAN);
    assertThat(trace.span()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
    assertThat(trace.recorded()).isTrue();
    assertThat(trace.traceparent()).isEqualTo("00-" + ID + "-" + trace.span() + "-01");
  }

  @Test
  void aTraceThatNobodyRecordsIsHandedOnAsItCame() {
    String parent = "00-" + ID + "-" + SPAN + "-02";
    Trace trace = given(FOLLOWING, parent);
    assertThat(trace.recorded()).isFalse();
    assertThat(trace.traceparent()).isEqualTo(parent);
  }

  @Test
  void aLaterVersionIsReadAsFarAsItIsKnown() {
    Trace trace = given(FOLLOWING, "cc-" + ID + "-" + SPAN + "-ff-what-the-future-holds");
    assertThat(trace.traceparent()).isEqualTo("00-" + ID + "-" + trace.span() + "-03");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + ID + "-" + SPAN + "-01",
        "00-" + ID + "-" + SPAN + "-01-more",
        "00-" + ID + "-" + SPAN + "-0",
        "00-" + ID + "-" + SPAN + "-0g",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + ID + "-0000000000000000-01",
        "01-" + ID + "-" + SPAN + "-01.more",
        "00_" + ID + "-" + SPAN + "-01",
        " 00-" + ID + "-" + SPAN + "-01"
      })
  void whatMakesNoSenseIsPassedOver(String parent) {
    assertThat(of(FOLLOWING, parent)).isNull();
    Trace own = given(new Traces(true, 1, true), parent);
    assertThat(own.id()).isNotEqualTo(ID);
    assertThat(own.parent()).isNull();
  }

  @Test
  void twoOfThemAreAsGoodAsNone() {
    String parent = "00-" + ID + "-" + SPAN + "-01";
    assertThat(of(FOLLOWING, parent, parent)).isNull();
  }

  @Test
  void theTraceOfTheQuestionIsNearerThanThatOfTheCall() {
    RequestHeaders question =
        RequestHeaders.builder(HttpMethod.POST, "/v1/decisions")
            .add("traceparent", "00-" + "a".repeat(32) + "-" + SPAN + "-01")
            .build();
    RequestHeaders none = RequestHeaders.of(HttpMethod.POST, "/v1/decisions");
    HeaderSource call =
        HeaderSource.of(Map.of("traceparent", List.of("00-" + ID + "-" + SPAN + "-01")));
    assertThat(FOLLOWING.of(question, call)).extracting("id").isEqualTo("a".repeat(32));
    assertThat(FOLLOWING.of(none, call)).extracting("id").isEqualTo(ID);
    assertThat(FOLLOWING.of(none, null)).isNull();
  }

  @Test
  void withoutFollowingASenderCannotHaveItsCallsRecorded() {
    Traces own = new Traces(true, 0, false);
    Trace trace = given(own, "00-" + ID + "-" + SPAN + "-01");
    assertThat(trace.recorded()).isFalse();
    assertThat(trace.traceparent()).isEqualTo("00-" + ID + "-" + SPAN + "-01");
  }

  @Test
  void theShareThatIsRecordedIsAboutTheRatio() {
    Traces tenth = new Traces(true, 0.1, true);
    int recorded = 0;
    for (int i = 0; i < 20_000; i++) {
      recorded += of(tenth) == null ? 0 : 1;
    }
    assertThat(recorded).isBetween(1_700, 2_300); // more than six standard deviations
  }

  @Test
  void offReadsNothing() {
    assertThat(of(Traces.OFF, "00-" + ID + "-" + SPAN + "-01")).isNull();
  }

  @Test
  void stateIsHandedOnWholeOrNotAtAll() {
    assertThat(state("vendor=1", "other=2")).isEqualTo("vendor=1,other=2");
    assertThat(state("vendor=" + "x".repeat(600))).isEmpty();
    assertThat(state("vendor=1\r\nX-Warder-Principal: root")).isEmpty();
    assertThat(state("vendor=\u00e9")).isEmpty();
  }

  private static String state(String... values) {
    Map<String, List<String>> headers =
        Map.of(
            "traceparent", List.of("00-" + ID + "-" + SPAN + "-01"), "tracestate", List.of(values));
    return requireNonNull(FOLLOWING.of(HeaderSource.of(headers))).state();
  }

  @Property
  void whateverIsSentWhatIsHandedOnIsWellFormed(@ForAll String parent, @ForAll String state) {
    Map<String, List<String>> headers =
        Map.of("traceparent", List.of(parent), "tracestate", List.of(state));
    Trace trace = requireNonNull(new Traces(true, 1, true).of(HeaderSource.of(headers)));
    assertThat(Trace.isWellFormed(trace.traceparent())).isTrue();
  }
}
