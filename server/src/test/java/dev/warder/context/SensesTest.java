package dev.warder.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warder.Shared;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Client;
import dev.warder.model.Context;
import dev.warder.model.Credential;
import dev.warder.model.NetworkClass;
import dev.warder.model.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensesTest {
  private static final Pattern AWS = Pattern.compile("\"userAgent\": *\"([^\"]*)\"");
  private static final Pattern WEB = Pattern.compile("^(\\S+) .*\"([^\"]*)\"$");

  @TempDir Path folder;
  private Senses senses;

  @BeforeEach
  void open() {
    senses = new Senses(Intel.open(IntelSources.of(folder)));
    senses.warmUp();
  }

  @Test
  void aCallIsPlacedAndItsClientNamed() {
    Context context = senses.sense(attempt(Address.parse("8.8.8.8").orElseThrow(), "curl/8.5.0"));
    assertThat(context.place().country()).isEqualTo("US");
    assertThat(context.network()).isEqualTo(NetworkClass.HOSTING);
    assertThat(context.client().product()).isEqualTo("curl");
    assertThat(context.missing()).containsExactly("city");
  }

  @Test
  void whatIsAbsentIsListedAsMissing() {
    Context context = senses.sense(attempt(null, ""));
    assertThat(context.place()).isEqualTo(Place.UNKNOWN);
    assertThat(context.network()).isEqualTo(NetworkClass.UNKNOWN);
    assertThat(context.client()).isEqualTo(Client.UNKNOWN);
    assertThat(context.missing())
        .containsExactly("address", "country", "city", "asn", "network", "client");
  }

  @Test
  @Tag("conformance")
  void realLogsAreUnderstood() throws IOException {
    Path data = Shared.path("data");
    List<Context> calls = new ArrayList<>();
    for (String line : lines(data.resolve("cloudtrail/invictus-stratus-2023-07-10.jsonl.gz"))) {
      Matcher matcher = AWS.matcher(line);
      if (matcher.find()) {
        calls.add(senses.sense(attempt(Address.ofV4(0x0A000001), matcher.group(1))));
      }
    }
    report("cloudtrail", calls);
    assertThat(calls).hasSizeGreaterThan(2_500);
    assertThat(unknown(calls)).isLessThan(calls.size() / 100);

    List<Context> visits = new ArrayList<>();
    for (String line : lines(data.resolve("web/elastic-apache.log.gz"))) {
      Matcher matcher = WEB.matcher(line);
      if (matcher.find()) {
        Address from = Address.parse(matcher.group(1)).orElseThrow();
        visits.add(senses.sense(attempt(from, matcher.group(2))));
      }
    }
    report("web", visits);
    assertThat(visits).hasSizeGreaterThan(9_900);
    assertThat(unknown(visits)).isLessThan(visits.size() / 20);
    assertThat(visits.stream().filter(c -> c.place().country() != null).count())
        .isGreaterThan(visits.size() * 98L / 100);
  }

  private static long unknown(List<Context> calls) {
    return calls.stream().filter(c -> c.client().kind() == Client.Kind.UNKNOWN).count();
  }

  private static void report(String name, List<Context> calls) {
    Map<String, Integer> products = new TreeMap<>();
    Map<NetworkClass, Integer> networks = new TreeMap<>();
    for (Context call : calls) {
      products.merge(call.client().kind() + " " + call.client().product(), 1, Integer::sum);
      networks.merge(call.network(), 1, Integer::sum);
    }
    System.out.printf(
        "%s: %d calls, client unknown %d, %s%n", name, calls.size(), unknown(calls), networks);
    products.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(20)
        .forEach(e -> System.out.printf("  %6d %s%n", e.getValue(), e.getKey()));
    System.out.printf(
        "  calls without country %d, without asn %d%n",
        calls.stream().filter(c -> c.place().country() == null).count(),
        calls.stream().filter(c -> c.place().asn() == 0).count());
  }

  private static List<String> lines(Path gz) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gz)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  private static Attempt attempt(@Nullable Address from, String userAgent) {
    return new Attempt(
        Instant.EPOCH,
        "tok_gateway",
        new Credential.Absent(),
        "GET",
        "https",
        "api.example.com",
        CanonicalPath.parse("/"),
        from,
        Map.of("user-agent", userAgent),
        null);
  }
}
