package dev.warder.app.demo;

import java.io.PrintStream;

/// What one can try once the script is over.
final class Farewell {
  private static final String OWNER = "james";

  private Farewell() {}

  static void print(Stage stage, int port, PrintStream out) {
    String warder = "http://127.0.0.1:" + stage.warder().port();
    String api = "http://127.0.0.1:" + port;
    String token = stage.tokenOf(OWNER).reveal();
    String call = "curl -i " + api + "/orders/7 -H 'Authorization: Bearer " + token + "' \\\n    ";
    out.println();
    out.println("Warder listens on " + warder + ", the sample API behind it on " + api + ".");
    out.println("Play a place with X-Forwarded-For. " + OWNER + " at his desk in London, allowed:");
    out.println("  " + call + from(Places.LONDON_OFFICE) + " -A '" + Clients.CHROME_MAC + "'");
    out.println("His token in the hands of a script on a rented server in Romania, denied:");
    out.println("  " + call + from(Places.M247_BUCHAREST) + " -A '" + Clients.REQUESTS + "'");
    out.println("Everything that was decided, and that nobody changed it since:");
    out.println("  ./warder audit tail " + stage.data());
    out.println("  ./warder audit verify " + stage.data());
    out.println("Ctrl-C ends it and removes " + stage.data().getParent() + ".");
    out.flush();
  }

  private static String from(String address) {
    return "-H 'X-Forwarded-For: " + address + "'";
  }
}
