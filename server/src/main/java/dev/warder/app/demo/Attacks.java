package dev.warder.app.demo;

import dev.warder.app.demo.Attack.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Five ways in which tokens of the company are abused.
final class Attacks {
  private Attacks() {}

  /// A token taken from a laptop, tried out by a script behind a rented server abroad.
  static Attack stolenAbroad() {
    return new Attack(
        "stolen token abroad",
        "alice's token, taken from her laptop, is tried out from a rented server in Romania",
        "alice",
        Places.M247_BUCHAREST,
        Clients.REQUESTS,
        Duration.ofSeconds(3),
        List.of(
            new Step("GET", "/me", 200),
            new Step("GET", "/customers", 200),
            new Step("GET", "/orders?limit=1000", 200),
            new Step("GET", "/admin/users", 403),
            new Step("GET", "/customers/export", 200),
            new Step("POST", "/tokens", 403)));
  }

  /// A token given to somebody else, who uses it while its owner does.
  static Attack shared() {
    return new Attack(
        "token shared from two places",
        "florence's token is used in Brazil while she works in Paris",
        "florence",
        Places.SAO_PAULO_HOME,
        Clients.CHROME_WINDOWS,
        Duration.ofSeconds(40),
        List.of(
            new Step("GET", "/customers", 200),
            new Step("GET", "/customers/12", 200),
            new Step("GET", "/products/88", 200),
            new Step("GET", "/customers/13", 200),
            new Step("POST", "/orders", 200),
            new Step("GET", "/customers/14", 200)));
  }

  /// What the owner of the shared token does meanwhile.
  static List<Call> ownerOfShared(Instant start) {
    List<Call> calls = new ArrayList<>();
    for (String path : List.of("/customers", "/customers/31", "/products/5", "/customers/77")) {
      Instant time = start.plusSeconds(20 + 60L * calls.size());
      calls.add(
          new Call(
              time,
              "florence",
              Places.PARIS_OFFICE,
              Clients.CHROME_WINDOWS,
              "GET",
              path,
              200,
              null));
    }
    return calls;
  }

  /// A script that copies everything it can reach, from the owner's own country.
  static Attack scraping() {
    List<Step> steps = new ArrayList<>();
    List<String> everything =
        List.of("/products", "/customers", "/reports/daily", "/reports/monthly", "/orders");
    for (String list : everything) {
      steps.add(new Step("GET", list + "?page=1", 200));
      for (int id = 1; id <= 7; id++) {
        steps.add(new Step("GET", list + "/" + id, 200));
      }
    }
    return new Attack(
        "scraping",
        "gilles' token copies everything within reach, from a rented server in his own country",
        "gilles",
        Places.OVH,
        Clients.SCRAPY,
        Duration.ofMillis(400),
        steps);
  }

  /// A token used while its owner sleeps, from her own country and with her own kind of browser.
  static Attack atNight() {
    return new Attack(
        "night-time use",
        "kate's token is used at three in the morning, from a phone's network in her own country",
        "kate",
        Places.MANCHESTER_HOME,
        Clients.SAFARI_MAC,
        Duration.ofSeconds(25),
        List.of(
            new Step("GET", "/reports/monthly", 200),
            new Step("GET", "/customers/export", 200),
            new Step("GET", "/reports/yearly", 200),
            new Step("GET", "/customers", 200),
            new Step("GET", "/orders/export", 200),
            new Step("GET", "/reports/salaries", 200)));
  }

  /// A key that leaked from a build log, used to guess what there is.
  static Attack enumeration() {
    List<Step> steps = new ArrayList<>();
    for (String guess :
        List.of("users", "admin", "internal", "config", "keys", "secrets", "debug", "backup")) {
      steps.add(new Step("GET", "/" + guess, 404));
      steps.add(new Step("GET", "/" + guess + "/1", 404));
    }
    return new Attack(
        "enumeration",
        "ci-release's key leaked in a build log; somebody guesses at what it opens",
        "ci-release",
        Places.DIGITAL_OCEAN,
        Clients.CURL,
        Duration.ofMillis(700),
        steps);
  }
}
