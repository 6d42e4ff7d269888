package dev.warder.policy;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import java.util.Map;
import java.util.Set;

/// Says in plain words what CEL reports.
final class CelMessages {
  private static final String UNDECLARED = "undeclared reference to '";

  private static final Set<String> FUNCTIONS =
      Set.of(
          "all",
          "bool",
          "bytes",
          "contains",
          "double",
          "duration",
          "dyn",
          "endsWith",
          "exists",
          "exists_one",
          "filter",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getFullYear",
          "getHours",
          "getMilliseconds",
          "getMinutes",
          "getMonth",
          "getSeconds",
          "indexOf",
          "join",
          "lastIndexOf",
          "lowerAscii",
          "replace",
          "split",
          "substring",
          "trim",
          "upperAscii",
          "has",
          "inNet",
          "int",
          "map",
          "matches",
          "size",
          "startsWith",
          "string",
          "timestamp",
          "type",
          "uint");

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("'_==_'", "=="),
          Map.entry("'_!=_'", "!="),
          Map.entry("'_<_'", "<"),
          Map.entry("'_<=_'", "<="),
          Map.entry("'_>_'", ">"),
          Map.entry("'_>=_'", ">="),
          Map.entry("'_+_'", "+"),
          Map.entry("'_-_'", "-"),
          Map.entry("'_*_'", "*"),
          Map.entry("'_/_'", "/"),
          Map.entry("'_%_'", "%"),
          Map.entry("'_&&_'", "&&"),
          Map.entry("'_||_'", "||"),
          Map.entry("'!_'", "!"),
          Map.entry("'-_'", "-"),
          Map.entry("'@in'", "in"),
          Map.entry("'_[_]'", "[]"));

  private CelMessages() {}

  /// A compiler's message without its internals.
  static String plain(String message) {
    if (message.startsWith(UNDECLARED)) {
      String name =
          message.substring(UNDECLARED.length(), message.indexOf('\'', UNDECLARED.length()));
      if (FUNCTIONS.contains(name)) {
        return "the function " + name + " is not to be had here";
      }
      return "there is no function " + Problems.quote(name) + Spelling.hint(name, FUNCTIONS);
    }
    if (message.startsWith("expected type 'bool' but found ")) {
      return "a condition must be true or false, but this is "
          + message.substring("expected type 'bool' but found ".length()).replace("'", "");
    }
    String text = cut(cut(message, " (candidates:"), " expecting ");
    if (text.startsWith("found no matching overload for ")) {
      text =
          text.substring("found no matching overload for ".length())
              .replace(" applied to '", " cannot be applied to ");
      text = text.endsWith("'") ? text.substring(0, text.length() - 1) : text;
      for (Map.Entry<String, String> each : OPERATORS.entrySet()) {
        text = text.replace(each.getKey(), each.getValue());
      }
    }
    return text;
  }

  /// Why an evaluation failed, with no value of the call in it.
  static String plain(CelEvaluationException failure) {
    CelErrorCode code = failure.getErrorCode();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Steps.Spent) {
        return "the condition does too much work";
      }
    }
    return switch (code) {
      case DIVIDE_BY_ZERO -> "division by zero";
      case ATTRIBUTE_NOT_FOUND -> "a field or key is not there; guard it with has(...)";
      case INDEX_OUT_OF_BOUNDS -> "an index is outside its list";
      case NUMERIC_OVERFLOW -> "a number is too large";
      case ITERATION_BUDGET_EXCEEDED -> "too many iterations";
      case BAD_FORMAT -> "a text cannot be converted";
      case OVERLOAD_NOT_FOUND -> "a function was given a value of the wrong type";
      case INTERNAL_ERROR,
          DUPLICATE_ATTRIBUTE,
          INVALID_ARGUMENT,
          AMBIGUOUS_OVERLOAD,
          TYPE_NOT_FOUND ->
          "the expression failed";
    };
  }

  private static String cut(String text, String from) {
    int at = text.indexOf(from);
    return at < 0 ? text : text.substring(0, at);
  }
}
