package dev.warder.policy;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Functions on texts and lists of texts, as CEL's own extensions name them, each of which counts
/// its steps. Positions are those of Java's characters.
final class TextFunctions {
  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final CelType WHOLE = SimpleType.INT;

  private final Steps steps;

  TextFunctions(Steps steps) {
    this.steps = steps;
  }

  static List<CelFunctionDecl> declarations() {
    return List.of(
        member("lowerAscii", of("string_lower_ascii", TEXT, TEXT)),
        member("upperAscii", of("string_upper_ascii", TEXT, TEXT)),
        member("trim", of("string_trim", TEXT, TEXT)),
        member("indexOf", of("string_index_of_string", WHOLE, TEXT, TEXT)),
        member("lastIndexOf", of("string_last_index_of_string", WHOLE, TEXT, TEXT)),
        member(
            "substring",
            of("string_substring_int", TEXT, TEXT, WHOLE),
            of("string_substring_int_int", TEXT, TEXT, WHOLE, WHOLE)),
        member("replace", of("string_replace_string_string", TEXT, TEXT, TEXT, TEXT)),
        member("split", of("string_split_string", TEXTS, TEXT, TEXT)),
        member("join", of("list_join_string", TEXT, TEXTS, TEXT)),
        CelFunctionDecl.newFunctionDeclaration("sets.contains", pair("list_sets_contains_list")),
        CelFunctionDecl.newFunctionDeclaration(
            "sets.intersects", pair("list_sets_intersects_list")));
  }

  private static CelFunctionDecl member(String name, CelOverloadDecl... overloads) {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  private static CelOverloadDecl of(String id, CelType result, CelType... parameters) {
    return CelOverloadDecl.newMemberOverload(id, result, parameters);
  }

  private static CelOverloadDecl pair(String id) {
    return CelOverloadDecl.newGlobalOverload(id, SimpleType.BOOL, TEXTS, TEXTS);
  }

  // The steps belong to the thread that evaluates.
  @SuppressWarnings({"Immutable", "unchecked"})
  List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("string_lower_ascii", String.class, t -> ascii(t, 'A', 'Z', 32)),
        CelFunctionBinding.from("string_upper_ascii", String.class, t -> ascii(t, 'a', 'z', -32)),
        CelFunctionBinding.from("string_trim", String.class, this::trim),
        CelFunctionBinding.from(
            "string_index_of_string", String.class, String.class, (t, p) -> (long) find(t, p)),
        CelFunctionBinding.from(
            "string_last_index_of_string",
            String.class,
            String.class,
            (t, p) -> {
              search(t, p);
              return (long) t.lastIndexOf(p);
            }),
        CelFunctionBinding.from(
            "string_substring_int",
            String.class,
            Long.class,
            (t, from) -> substring(t, from, (long) t.length())),
        CelFunctionBinding.from(
            "string_substring_int_int",
            List.of(String.class, Long.class, Long.class),
            all -> substring((String) all[0], (Long) all[1], (Long) all[2])),
        CelFunctionBinding.from(
            "string_replace_string_string",
            List.of(String.class, String.class, String.class),
            all -> replace((String) all[0], (String) all[1], (String) all[2])),
        CelFunctionBinding.from("string_split_string", String.class, String.class, this::split),
        CelFunctionBinding.from(
            "list_join_string", List.class, String.class, (l, by) -> join((List<String>) l, by)),
        CelFunctionBinding.from(
            "list_sets_contains_list",
            List.class,
            List.class,
            (all, some) -> set(all).containsAll(set(some))),
        CelFunctionBinding.from(
            "list_sets_intersects_list",
            List.class,
            List.class,
            (one, two) -> set(one).stream().anyMatch(set(two)::contains)));
  }

  boolean contains(String text, String part) {
    return find(text, part) >= 0;
  }

  private int find(String text, String part) {
    search(text, part);
    return text.indexOf(part);
  }

  /// At worst each place is compared with the whole part, some characters at once.
  private void search(String text, String part) {
    long places = Math.max(0, text.length() - part.length() + 1L);
    steps.take(text.length() + places * part.length() / 8);
  }

  private String ascii(String text, char first, char last, int by) {
    steps.make(text.length());
    StringBuilder changed = new StringBuilder(text);
    for (int i = 0; i < changed.length(); i++) {
      char c = changed.charAt(i);
      if (c >= first && c <= last) {
        changed.setCharAt(i, (char) (c + by));
      }
    }
    return changed.toString();
  }

  private String trim(String text) {
    steps.make(text.length());
    return text.strip();
  }

  private String substring(String text, long from, long to) {
    if (from < 0 || from > to || to > text.length()) {
      throw new IllegalArgumentException("the text has no such part");
    }
    steps.make(to - from);
    return text.substring((int) from, (int) to);
  }

  private String replace(String text, String part, String by) {
    search(text, part);
    long parts = part.isEmpty() ? text.length() + 1L : (long) text.length() / part.length();
    if (by.length() > part.length()) {
      steps.make(text.length() + parts * (by.length() - part.length()));
    }
    return text.replace(part, by);
  }

  private List<String> split(String text, String by) {
    search(text, by);
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (!by.isEmpty()) {
      int at = text.indexOf(by, from);
      if (at < 0) {
        break;
      }
      steps.take(4);
      parts.add(text.substring(from, at));
      from = at + by.length();
    }
    parts.add(text.substring(from));
    return by.isEmpty() ? characters(text) : parts;
  }

  private List<String> characters(String text) {
    steps.take(4L * text.length());
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private String join(List<String> parts, String by) {
    long length = 0;
    for (String part : parts) {
      length += part.length() + by.length();
    }
    steps.make(length + 4L * parts.size());
    return String.join(by, parts);
  }

  private Set<Object> set(List<?> list) {
    steps.take(40L * list.size());
    return new HashSet<>(list);
  }
}
