package dev.warder.replay;

import dev.warder.model.Fault;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A bound that a replay must not pass, `newlyDenied > 0.1%`: with `%` of all decisions that were
/// judged again, without it a count.
public record Threshold(
    String text, Measure measure, String operator, double bound, boolean share) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z]+)\\s*(>=|<=|==|>|<)\\s*([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*(%?)\\s*");

  /// @throws Fault.Invalid where the text is none
  public static Threshold parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (text.length() > 100 || !matcher.matches()) {
      throw new Fault.Invalid("a bound reads like changed > 50 or newlyDenied > 0.1%");
    }
    Measure measure =
        Measure.of(matcher.group(1))
            .orElseThrow(() ->
                new Fault.Invalid("a bound names one of " + names() + ", not " + matcher.group(1)));
    double bound = Double.parseDouble(matcher.group(3));
    return new Threshold(
        text.strip(), measure, matcher.group(2), bound, !matcher.group(4).isEmpty());
  }

  private static String names() {
    return Arrays.stream(Measure.values()).map(Measure::wire).collect(Collectors.joining(", "));
  }

  public boolean holds(Tally tally) {
    long count = tally.count(measure);
    double value = share ? (tally.judged() == 0 ? 0 : 100.0 * count / tally.judged()) : count;
    return switch (operator) {
      case ">" -> value > bound;
      case ">=" -> value >= bound;
      case "<" -> value < bound;
      case "<=" -> value <= bound;
      default -> value == bound;
    };
  }
}
