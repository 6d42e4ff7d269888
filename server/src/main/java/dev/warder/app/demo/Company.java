package dev.warder.app.demo;

import static dev.warder.app.demo.Habit.Action.get;
import static dev.warder.app.demo.Habit.Action.post;
import static dev.warder.app.demo.Habit.Seat.at;

import dev.warder.app.demo.Habit.Action;
import dev.warder.app.demo.Habit.Seat;
import dev.warder.model.PrincipalKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// The people, services and agents of a small company with three offices.
final class Company {
  /// The day on which the script is watched; the days before are history.
  static final int TODAY = 7;

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static final List<String> STAFF =
      List.of("orders:read", "orders:write", "customers:read", "products:read", "reports:read");

  private static final List<Action> SUPPORT =
      List.of(get("/orders"), get("/orders/#"), get("/customers/#"), post("/orders/#/notes"));
  private static final List<Action> SALES =
      List.of(get("/customers"), get("/customers/#"), get("/products/#"), post("/orders"));
  private static final List<Action> FINANCE =
      List.of(get("/reports/daily"), get("/orders"), get("/orders/#"), get("/reports/monthly"));

  private Company() {}

  static List<Habit> habits() {
    List<Habit> all = new ArrayList<>();
    all.addAll(berlin());
    all.addAll(paris());
    all.addAll(london());
    all.addAll(programs());
    return all;
  }

  private static List<Habit> berlin() {
    Seat desk = at(Places.BERLIN_OFFICE, Clients.CHROME_WINDOWS);
    Seat mac = at(Places.BERLIN_OFFICE, Clients.CHROME_MAC);
    return List.of(
        person("alice", BERLIN, SUPPORT, desk, at(Places.BERLIN_HOME_1, Clients.CHROME_MAC)),
        // His line at home is given another address on the day that we watch.
        person(
            "bruno",
            BERLIN,
            SALES,
            at(Places.BERLIN_HOME_1, Clients.CHROME_WINDOWS).before(TODAY),
            at(Places.BERLIN_HOME_1_NEW, Clients.CHROME_WINDOWS).since(TODAY),
            desk),
        // Her laptop is updated on the day that we watch.
        person(
            "clara",
            BERLIN,
            FINANCE,
            mac.before(TODAY),
            at(Places.BERLIN_OFFICE, Clients.CHROME_MAC_NEXT).since(TODAY),
            at(Places.BERLIN_HOME_2, Clients.CHROME_MAC)),
        person(
            "dirk",
            BERLIN,
            SUPPORT,
            at(Places.MUNICH_HOME, Clients.FIREFOX_LINUX),
            at(Places.GERMAN_PHONE, Clients.SAFARI_PHONE)),
        // She is in Zurich for a day, with the laptop and the phone that she has always had.
        person(
            "elif",
            BERLIN,
            SALES,
            mac.before(TODAY),
            at(Places.ZURICH_HOTEL, Clients.CHROME_MAC).since(TODAY),
            at(Places.GERMAN_PHONE, Clients.SAFARI_PHONE).before(TODAY),
            at(Places.ZURICH_HOTEL, Clients.SAFARI_PHONE).since(TODAY)));
  }

  private static List<Habit> paris() {
    Seat desk = at(Places.PARIS_OFFICE, Clients.CHROME_WINDOWS);
    return List.of(
        person("florence", PARIS, SALES, desk, at(Places.PARIS_HOME, Clients.SAFARI_MAC)),
        person("gilles", PARIS, SUPPORT, desk, at(Places.LYON_HOME, Clients.CHROME_WINDOWS)),
        // Browsers update themselves in the middle of the week.
        person(
            "helene",
            PARIS,
            FINANCE,
            desk.before(4),
            at(Places.PARIS_OFFICE, Clients.CHROME_WINDOWS_NEXT).since(4)),
        person("ivan", PARIS, SALES, at(Places.LYON_HOME, Clients.FIREFOX_LINUX), desk));
  }

  private static List<Habit> london() {
    Seat desk = at(Places.LONDON_OFFICE, Clients.CHROME_MAC);
    return List.of(
        person("james", LONDON, SUPPORT, desk, at(Places.LONDON_HOME, Clients.CHROME_MAC)),
        person("kate", LONDON, FINANCE, desk, at(Places.LEEDS_HOME, Clients.SAFARI_MAC)),
        person("liam", LONDON, SALES, at(Places.LEEDS_HOME, Clients.CHROME_WINDOWS), desk));
  }

  private static Habit person(String name, ZoneId zone, List<Action> actions, Seat... seats) {
    PrincipalKind kind = PrincipalKind.USER;
    return new Habit(name, kind, STAFF, zone, 8, 18, false, 7, List.of(seats), actions);
  }

  private static List<Habit> programs() {
    return List.of(
        program(
            "ci-release",
            24,
            List.of("products:read", "products:write"),
            List.of(get("/products"), post("/products/#/images"), get("/health")),
            at(Places.AZURE_RUNNER_1, Clients.GITHUB_RUNNER),
            at(Places.AZURE_RUNNER_2, Clients.GITHUB_RUNNER)),
        program(
            "warehouse-sync",
            48,
            List.of("orders:read", "orders:write", "products:write"),
            List.of(get("/orders"), get("/orders/#"), post("/orders/#/shipments")),
            at(Places.AWS_FRANKFURT, Clients.GO_CLIENT),
            at(Places.AWS_FRANKFURT_2, Clients.GO_CLIENT)),
        program(
            "shop-frontend",
            60,
            List.of("products:read", "orders:write"),
            List.of(get("/products/#"), get("/products"), post("/orders")),
            at(Places.GOOGLE_BELGIUM, Clients.NODE_FETCH),
            at(Places.GOOGLE_BELGIUM_2, Clients.NODE_FETCH)),
        program(
            "billing-export",
            12,
            List.of("reports:read", "orders:read", "customers:read"),
            List.of(get("/reports/daily"), get("/orders")),
            at(Places.HETZNER, Clients.PYTHON_CLIENT)),
        program(
            "backup",
            4,
            List.of("orders:read", "customers:read", "products:read"),
            List.of(get("/backup/orders"), get("/backup/customers")),
            at(Places.AWS_FRANKFURT, Clients.BOTO)),
        new Habit(
            "helpdesk-agent",
            PrincipalKind.AGENT,
            List.of("orders:read", "customers:read"),
            UTC,
            0,
            24,
            true,
            40,
            List.of(at(Places.GOOGLE_BELGIUM, Clients.AGENT)),
            List.of(get("/orders/#"), get("/customers/#"), get("/products/#"))));
  }

  private static Habit program(
      String name, int perDay, List<String> scopes, List<Action> actions, Seat... seats) {
    PrincipalKind kind = PrincipalKind.SERVICE;
    return new Habit(name, kind, scopes, UTC, 0, 24, true, perDay, List.of(seats), actions);
  }
}
