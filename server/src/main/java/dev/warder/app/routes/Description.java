package dev.warder.app.routes;

import dev.warder.model.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// An OpenAPI document as it was written, YAML or JSON, bounded in size, depth and aliases.
final class Description {
  static final int LONGEST = 8 << 20;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_HOPS = 8;

  private final Map<?, ?> root;

  private Description(Map<?, ?> root) {
    this.root = root;
  }

  /// @throws Fault.Invalid where it is not OpenAPI 3.0 or 3.1
  static Description parse(String text) {
    if (!(load(text) instanceof Map<?, ?> root)) {
      throw new Fault.Invalid("the document is no OpenAPI description: it holds no keys");
    }
    if (root.containsKey("swagger")) {
      throw new Fault.Invalid("this is Swagger 2.0: convert it to OpenAPI 3 first");
    }
    String version = String.valueOf(root.get("openapi"));
    if (!version.matches("3\\.[01](\\.\\d{1,3})?([-+].{0,40})?")) {
      throw new Fault.Invalid("openapi must be 3.0.x or 3.1.x");
    }
    return new Description(root);
  }

  private static @Nullable Object load(String text) {
    // Before the library looks: it takes a time that is quadratic in the length of a scalar.
    if (text.length() > LONGEST) {
      throw new Fault.Invalid("not readable as YAML or JSON: too large, more than 8 MB");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("the document")
            .setCodePointLimit(LONGEST)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setAllowDuplicateKeys(false)
            .setAllowRecursiveKeys(false)
            .build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark().map(Description::place).orElse(" somewhere in the document");
      throw new Fault.Invalid("not readable as YAML or JSON" + where, e);
    } catch (YamlEngineException e) {
      throw new Fault.Invalid("not readable as YAML or JSON: too large or too many aliases", e);
    } catch (IllegalArgumentException e) { // the library's own, for some tags
      throw new Fault.Invalid("not readable as YAML or JSON: a tag that is none", e);
    } catch (StackOverflowError e) {
      throw new Fault.Invalid("not readable as YAML or JSON: nested too deeply", e);
    }
  }

  private static String place(Mark mark) {
    return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }

  Map<?, ?> root() {
    return root;
  }

  /// A member that is an object; where it is absent, an empty one.
  Map<?, ?> object(Map<?, ?> in, String name) {
    return map(name, in.get(name));
  }

  /// What stands there, or what a reference there leads to inside the document.
  Map<?, ?> map(String where, @Nullable Object value) {
    Object at = value;
    for (int hops = 0; hops < MOST_HOPS; hops++) {
      if (at == null) {
        return Map.of();
      }
      if (!(at instanceof Map<?, ?> found)) {
        throw new Fault.Invalid(where + " must be an object");
      }
      if (!(found.get("$ref") instanceof String reference)) {
        return found;
      }
      at = referred(where, reference);
    }
    throw new Fault.Invalid(where + " is a reference that leads in circles");
  }

  /// RFC 6901, inside the document only.
  private Object referred(String where, String reference) {
    if (!reference.startsWith("#/")) {
      throw new Fault.Invalid(
          where + " refers to another document, which is not fetched: bundle all into one first");
    }
    Object at = root;
    for (String token : reference.substring(2).split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      Object next = at instanceof Map<?, ?> map ? map.get(name) : null;
      if (next == null) {
        throw new Fault.Invalid(where + " refers to something that is not in the document");
      }
      at = next;
    }
    return at;
  }

  static List<?> list(String where, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Fault.Invalid(where + " must be a list");
  }

  static String text(String where, @Nullable Object value) {
    if (value instanceof String text && !text.isEmpty() && text.length() <= 1000) {
      return text;
    }
    throw new Fault.Invalid(where + " must be a text");
  }
}
