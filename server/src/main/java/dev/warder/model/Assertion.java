package dev.warder.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What somebody wants to do to something, as a caller says who may vouch for it: no token is
/// shown.
///
/// The maps hold what JSON holds (texts, `Long`, `Double`, booleans, lists and maps), never null.
///
/// @param subject with `type`, `id` and `properties`
/// @param action with `name` and `properties`
/// @param resource with `type`, `id` and `properties`
/// @param context of the question, as the caller sees it
public record Assertion(
    Map<String, Object> subject,
    Map<String, Object> action,
    Map<String, Object> resource,
    Map<String, Object> context) {

  public Assertion {
    subject = copy(subject);
    action = copy(action);
    resource = copy(resource);
    context = copy(context);
  }

  /// In the order in which it was told.
  private static Map<String, Object> copy(Map<String, Object> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /// A text of one of the maps; empty where there is none.
  public static String text(Map<String, Object> of, String name) {
    return of.get(name) instanceof String text ? text : "";
  }

  /// Whom the subject is taken for. Its type is part of its id, unless it is one that tokens have:
  /// then it is the very principal that holds them.
  public Principal principal() {
    String type = text(subject, "type");
    String id = text(subject, "id");
    return PrincipalKind.of(type)
        .map(kind -> new Principal(id, kind))
        .orElseGet(() -> new Principal(type + ":" + id, PrincipalKind.USER));
  }
}
