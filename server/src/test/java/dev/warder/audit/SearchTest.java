package dev.warder.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warder.model.Address;
import dev.warder.model.Cidr;
import dev.warder.model.Decision;
import dev.warder.model.Fault;
import dev.warder.model.Judgement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SearchTest extends SearchedJournal {
  private static final int RECORDS = 2_300;

  private record Asked(Map<String, String> conditions, Predicate<Decision> meant) {
    Asked and(Asked other) {
      Map<String, String> both = new HashMap<>(conditions);
      both.putAll(other.conditions);
      return new Asked(both, meant.and(other.meant));
    }
  }

  /// What each condition means, said once more from the decisions themselves.
  private static List<Asked> questions() {
    List<Asked> all = new ArrayList<>();
    for (String who : VariedCalls.PRINCIPALS) {
      all.add(asked("principal", who, d -> who.equals(principal(d))));
    }
    all.add(asked("token", "tok_51", d -> d.token() != null && d.token().id().equals("tok_51")));
    for (String network :
        List.of(
            "203.0.113.7",
            "203.0.112.0/23",
            "203.0.113.64/26",
            "10.0.0.0/8",
            "0.0.0.0/0",
            "128.0.0.0/1",
            "2001:db8::/32",
            "2001:db8:1::/47",
            "2001:db8::/120",
            "::/0")) {
      Cidr cidr = Cidr.parse(network).orElseThrow();
      all.add(asked("address", network, d -> isWithin(cidr, d)));
    }
    all.add(
        asked(
            "country",
            "RO",
            d -> d.context() != null && "RO".equals(d.context().place().country())));
    all.add(
        asked(
            "route",
            "* /admin/**",
            d -> d.route() != null && d.route().id().equals("* /admin/**")));
    all.add(asked("verdict", "deny", d -> d.verdict().wire().equals("deny")));
    all.add(asked("rule", "no-deletes", d -> rules(d).contains("no-deletes")));
    all.add(asked("minScore", "60", d -> score(d) >= 60));
    all.add(asked("maxScore", "7", d -> score(d) >= 0 && score(d) <= 7));
    all.add(asked("minScore", "100", d -> score(d) == 100));
    all.add(
        asked(
            "text",
            "Risky, FRESH",
            d ->
                rules(d).contains("fresh-proof-when-risky")
                    || d.reasons().contains("fresh-proof-when-risky")));
    all.add(asked("text", "SPÄTER", d -> d.reasons().contains("Später dran")));
    all.add(asked("kind", "decision", d -> true));
    Instant middle = START.plusSeconds(900);
    all.add(asked("since", middle.toString(), d -> !d.time().isBefore(middle)));
    all.add(asked("until", middle.toString(), d -> d.time().isBefore(middle)));
    return all;
  }

  private static Asked asked(String name, String value, Predicate<Decision> meant) {
    return new Asked(Map.of(name, value), meant);
  }

  private static boolean isWithin(Cidr cidr, Decision decision) {
    Address source = decision.attempt().source();
    return source != null && cidr.contains(source);
  }

  private static List<String> rules(Decision decision) {
    List<String> rules = new ArrayList<>();
    Judgement judgement = Objects.requireNonNull(decision.judgement());
    judgement.hits().forEach(hit -> rules.add(hit.rule()));
    judgement.shadow().forEach(hit -> rules.add(hit.rule()));
    return rules;
  }

  private static int score(Decision decision) {
    return decision.assessment() == null ? -1 : decision.assessment().risk().score();
  }

  @Test
  void everyConditionFindsExactlyWhatItMeansWithAndWithoutAnIndex() throws IOException {
    write(RECORDS);
    for (int pass = 0; pass < 3; pass++) {
      for (Asked each : pass == 0 ? questions().subList(9, 14) : questions()) {
        Asked decisions = each.and(asked("kind", "decision", d -> true));
        assertThat(found(decisions.conditions(), 700))
            .as(pass + " " + each.conditions())
            .isEqualTo(expected(each.meant()));
      }
      if (pass == 0) {
        assertThat(new Indexing(reader, index).step()).isPositive().isLessThan(RECORDS);
      } else {
        new Indexing(reader, index).catchUp(seq -> {});
      }
    }
    assertThat(index.mark().next()).isEqualTo(RECORDS + 1);
    assertThat(misfits).hasValue(0);
  }

  @Test
  void conditionsCombine() throws IOException {
    write(RECORDS);
    new Indexing(reader, index).catchUp(seq -> {});
    Random random = new Random(5);
    List<Asked> questions = questions();
    for (int i = 0; i < 40; i++) {
      Asked first = questions.get(random.nextInt(questions.size()));
      Asked second = questions.get(random.nextInt(questions.size()));
      if (!first.conditions().keySet().equals(second.conditions().keySet())) {
        Asked both = first.and(second).and(asked("kind", "decision", d -> true));
        assertThat(found(both.conditions(), 50 + random.nextInt(500)))
            .as(both.conditions().toString())
            .isEqualTo(expected(first.meant().and(second.meant())));
      }
    }
  }

  /// Nobody wants to leaf through all that came since.
  @Test
  void whatWasBeforeATimeIsFoundWithoutReadingAllThatCameBehind() throws IOException {
    write(6_500);
    new Indexing(reader, index).catchUp(seq -> {});
    write(100);
    Instant early = START.plusSeconds(1_200);
    Map<String, String> before = Map.of("until", early.toString());
    Page first = search.page(Query.parse(before), OptionalLong.empty(), 50);
    assertThat(first.entries()).hasSize(50);
    List<String> decisions = expected(d -> d.time().isBefore(early));
    assertThat(found(before, 700).stream().filter(id -> id.startsWith("dec_")).toList())
        .isEqualTo(decisions);
    Map<String, String> within = Map.of("until", early.toString(), "since", START.toString());
    assertThat(found(within, 700)).containsAll(decisions);
  }

  @Test
  void pagesStayStableWhileRecordsArrive() throws IOException {
    write(300);
    Query denied = Query.parse(Map.of("verdict", "deny"));
    List<String> before = expected(d -> d.verdict().wire().equals("deny"));
    List<String> seen = new ArrayList<>();
    OptionalLong next = OptionalLong.empty();
    do {
      Page page = search.page(denied, next, 7);
      page.entries().forEach(entry -> seen.add(entry.id()));
      next = page.next();
      write(30);
      new Indexing(reader, index).step();
    } while (next.isPresent());
    assertThat(seen).isEqualTo(before);
  }

  @Test
  void aConditionThatIsNoneIsRefusedByName() {
    for (var wrong :
        Map.of(
                "address", "300.1.1.1",
                "minScore", "101",
                "maxScore", "-1",
                "since", "yesterday",
                "text", " - ")
            .entrySet()) {
      assertThatThrownBy(() -> Query.parse(Map.of(wrong.getKey(), wrong.getValue())))
          .isInstanceOf(Fault.Invalid.class)
          .hasMessageStartingWith(wrong.getKey());
    }
    assertThatThrownBy(() -> Query.parse(Map.of("minScore", "9", "maxScore", "8")))
        .isInstanceOf(Fault.Invalid.class);
  }
}
