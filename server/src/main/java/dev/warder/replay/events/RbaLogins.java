package dev.warder.replay.events;

import dev.warder.model.Fault;
import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The set "Login Data Set for Risk-Based Authentication" of Wiefling, Jørgensen, Thunem and Lo
/// Iacono (2022): 33 million log-ins, as CSV.
///
/// Each row is a call `POST /login` of the user's. A log-in that the set marks as an account
/// takeover is an attack of its own, labelled `takeover`; one from an address that it marks as an
/// attacker's is labelled `attackip`. A failed log-in of neither kind is left out: no token is
/// issued for it, so no call could follow.
public final class RbaLogins implements CallReader {
  private static final List<String> REQUIRED =
      List.of("Login Timestamp", "User ID", "IP Address", "User Agent String");

  private final CallWords words = new CallWords();

  @Override
  public List<Call> read(Path from, LongConsumer progress) throws IOException {
    List<Call> calls = new ArrayList<>();
    Rows rows = new Rows(calls);
    CallLog.lines(from, progress, rows::take);
    if (rows.csv == null) {
      throw new Fault.Invalid(from + " is empty");
    }
    return CallLog.ordered(calls);
  }

  /// The rows so far.
  private final class Rows {
    private final List<Call> calls;
    private @Nullable Csv csv;

    Rows(List<Call> calls) {
      this.calls = calls;
    }

    void take(String line) {
      if (csv == null) {
        csv = new Csv(line, REQUIRED);
        return;
      }
      Csv.Row row = csv.row(line);
      String label = label(row);
      boolean failed = !row.get("Login Successful").isEmpty() && !row.isTrue("Login Successful");
      if (!failed || !label.isEmpty()) {
        calls.add(call(row, label, failed));
      }
    }

    private Call call(Csv.Row row, String label, boolean failed) {
      String user = words.word(row.get("User ID").strip());
      if (user.isEmpty()) {
        throw new Fault.Invalid("User ID is empty");
      }
      return new Call(
          CallWords.time(row.get("Login Timestamp")),
          user,
          PrincipalKind.USER,
          user,
          words.address(row.get("IP Address").strip()),
          words.word(row.get("User Agent String")),
          "POST",
          "",
          "/login",
          failed ? 401 : 200,
          label,
          "");
    }
  }

  private static String label(Csv.Row row) {
    if (row.isTrue("Is Account Takeover")) {
      return "takeover";
    }
    return row.isTrue("Is Attack IP") ? "attackip" : "";
  }
}
