package dev.warder.replay.events;

import dev.warder.model.PrincipalKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines of a web server's access log in the combined format of Apache and nginx. The logged user
/// is the principal or, where there is none, the address. Lines in another form are passed over.
public final class AccessLines implements CallReader {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+) \\S+ (\\S+) \\[([^\\]]+)] \"([A-Z]+) (\\S+)[^\"]*\" (\\d{3}) \\S+"
              + "(?: \"[^\"]*\" \"([^\"]*)\")?.*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private final CallWords words = new CallWords();

  @Override
  public List<Call> read(Path from, LongConsumer progress) throws IOException {
    List<Call> calls = new ArrayList<>();
    CallLog.lines(from, progress, line -> take(line, calls));
    return CallLog.ordered(calls);
  }

  private void take(String line, List<Call> calls) {
    Matcher fields = LINE.matcher(line);
    if (!fields.matches()) {
      return;
    }
    String who = fields.group(2).equals("-") ? fields.group(1) : fields.group(2);
    try {
      calls.add(
          new Call(
              OffsetDateTime.parse(fields.group(3), TIME).toInstant().toEpochMilli(),
              words.word(who),
              PrincipalKind.USER,
              words.word(who),
              words.address(fields.group(1)),
              words.word(fields.group(7)),
              words.method(fields.group(4)),
              "",
              words.word(fields.group(5)),
              CallWords.status(fields.group(6)),
              "",
              ""));
    } catch (DateTimeException e) {
      // Passed over, as any line that is not of this form.
    }
  }
}
