package dev.warder.policy;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.warder.model.Cidr;
import dev.warder.model.RiskLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which other values of a signal would turn a condition: read from the constant that it is
/// compared with.
final class Changes {
  private final CelVariableResolver variables;
  private final Bounds bounds;

  /// The scores at which the levels of risk begin.
  record Bounds(int medium, int high, int critical) {
    String level(long score) {
      RiskLevel level =
          score >= critical
              ? RiskLevel.CRITICAL
              : score >= high ? RiskLevel.HIGH : score >= medium ? RiskLevel.MEDIUM : RiskLevel.LOW;
      return Words.of(level);
    }
  }

  Changes(CelVariableResolver variables, Bounds bounds) {
    this.variables = variables;
    this.bounds = bounds;
  }

  /// Those that might turn it, one way or the other.
  List<Change> of(Formula.Atom atom) {
    CelExpr expression = atom.expression();
    Guard.Place truth = place(expression);
    if (truth != null) {
      return truths(truth);
    }
    if (expression.getKind() != Kind.CALL) {
      return List.of();
    }
    CelExpr.CelCall call = expression.call();
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    if (operands.size() != 2) {
      return List.of();
    }
    Guard.Place left = place(operands.get(0));
    Guard.Place right = place(operands.get(1));
    if (left != null && right == null) {
      return compared(call.function(), left, constant(atom, operands.get(1)));
    }
    return right != null && left == null
        ? compared(mirrored(call.function()), right, constant(atom, operands.get(0)))
        : List.of();
  }

  private static String mirrored(String function) {
    return switch (function) {
      case "_<_" -> "_>_";
      case "_<=_" -> "_>=_";
      case "_>_" -> "_<_";
      case "_>=_" -> "_<=_";
      case "_==_", "_!=_" -> function;
      default -> "";
    };
  }

  private static Guard.@Nullable Place place(CelExpr expression) {
    String name = Names.dotted(expression);
    if (Variables.find(name).isPresent()) {
      return new Guard.Place(name, null);
    }
    return Guards.named(expression).orElse(null);
  }

  private @Nullable Object constant(Formula.Atom atom, CelExpr expression) {
    try {
      return atom.of().value(expression, name -> Optional.empty());
    } catch (CelEvaluationException | RuntimeException e) {
      return null;
    }
  }

  private List<Change> truths(Guard.Place place) {
    return place.value(variables) instanceof Boolean now
        ? List.of(change(place, !now, (now ? "not " : "") + name(place)))
        : List.of();
  }

  private List<Change> compared(String function, Guard.Place place, @Nullable Object constant) {
    if (constant == null) {
      return List.of();
    }
    if (place.variable().equals("risk.level")) {
      return levels();
    }
    return switch (function) {
      case "_<_", "_>=_" ->
          List.of(below(place, constant, "below "), at(place, constant, " or more"));
      case "_<=_", "_>_" -> List.of(at(place, constant, " or less"), above(place, constant));
      case "_==_", "_!=_" -> List.of(at(place, constant, ""), other(place, List.of(constant)));
      case "@in" -> constant instanceof List<?> list ? members(place, list) : List.of();
      case "inNet" -> network(place, String.valueOf(constant));
      case "startsWith" -> texts(place, String.valueOf(constant), "beginning with ");
      case "endsWith" -> texts(place, String.valueOf(constant), "ending with ");
      case "contains" -> texts(place, String.valueOf(constant), "containing ");
      default -> List.of();
    };
  }

  private List<Change> levels() {
    List<Change> changes = new ArrayList<>();
    for (int bound : new int[] {bounds.critical, bounds.high, bounds.medium}) {
      changes.add(scored(bound - 1, "risk.score below " + bound));
    }
    for (int bound : new int[] {bounds.medium, bounds.high, bounds.critical}) {
      changes.add(scored(bound, "risk.score of " + bound + " or more"));
    }
    return changes;
  }

  private Change below(Guard.Place place, Object constant, String word) {
    String text = name(place) + " " + (constant instanceof Duration ? "under " : word);
    return change(place, step(constant, -1), text + Shown.value(constant));
  }

  private Change above(Guard.Place place, Object constant) {
    String text = name(place) + (constant instanceof Duration ? " over " : " above ");
    return change(place, step(constant, 1), text + Shown.value(constant));
  }

  private Change at(Guard.Place place, Object constant, String tail) {
    return change(place, constant, name(place) + " " + Shown.value(constant) + tail);
  }

  private Change other(Guard.Place place, List<?> constants) {
    Object neutral = Variables.find(place.variable()).map(Variable::neutral).orElse("");
    Object value =
        place.name() != null || constants.contains(neutral)
            ? another(constants.getFirst())
            : neutral;
    String list = String.join(" or ", constants.stream().map(Shown::value).toList());
    return change(place, value, name(place) + " other than " + list);
  }

  private static Object another(Object constant) {
    return switch (constant) {
      case Long number -> number + 1;
      case Double number -> number + 1;
      case Boolean truth -> !truth;
      case Duration span -> span.plusSeconds(1);
      default -> "another";
    };
  }

  private List<Change> members(Guard.Place place, List<?> list) {
    if (list.isEmpty()) {
      return List.of();
    }
    String all = String.join(" or ", list.stream().map(Shown::value).toList());
    return List.of(change(place, list.getFirst(), name(place) + " " + all), other(place, list));
  }

  private List<Change> network(Guard.Place place, String network) {
    Optional<Cidr> parsed = Cidr.parse(network);
    if (parsed.isEmpty()) {
      return List.of();
    }
    String first = network.contains("/") ? network.substring(0, network.indexOf('/')) : network;
    Object elsewhere = Variables.find(place.variable()).map(Variable::neutral).orElse("");
    return List.of(
        change(place, first, name(place) + " in " + network),
        change(place, elsewhere, name(place) + " outside of " + network));
  }

  private List<Change> texts(Guard.Place place, String part, String word) {
    return List.of(
        change(place, part, name(place) + " " + word + Shown.value(part)),
        change(place, "another", name(place) + " not " + word + Shown.value(part)));
  }

  private static Object step(Object constant, int direction) {
    return switch (constant) {
      case Long number -> number + direction;
      case Double number -> direction < 0 ? Math.nextDown(number) : Math.nextUp(number);
      case Duration span -> span.plusMillis(direction);
      default -> constant;
    };
  }

  private static String name(Guard.Place place) {
    return place.name() == null
        ? place.variable()
        : place.variable() + "[" + Shown.value(place.name()) + "]";
  }

  private Change change(Guard.Place place, Object value, String text) {
    if (place.variable().equals("risk.score") && value instanceof Long score) {
      return scored(Math.clamp(score, 0, 100), text);
    }
    if (place.name() == null) {
      return new Change(text, place, Map.of(place.variable(), value));
    }
    Map<String, String> map = new HashMap<>();
    if (variables.find(place.variable()).orElse(Map.of()) instanceof Map<?, ?> known) {
      known.forEach((key, each) -> map.put(String.valueOf(key), String.valueOf(each)));
    }
    map.put(place.name(), String.valueOf(value));
    return new Change(text, place, Map.of(place.variable(), new ValueByName<>(map, "")));
  }

  /// Score and level are one signal.
  private Change scored(long score, String text) {
    return new Change(
        text,
        new Guard.Place("risk.score", null),
        Map.of("risk.score", score, "risk.level", bounds.level(score)));
  }
}
