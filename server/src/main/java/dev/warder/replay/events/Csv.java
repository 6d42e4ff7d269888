package dev.warder.replay.events;

import dev.warder.model.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows of comma-separated values (RFC 4180, one row a line), by the names of their first row.
final class Csv {
  private final Map<String, Integer> columns = new HashMap<>();

  /// @param required columns that must be there
  Csv(String heading, List<String> required) {
    List<String> names = cells(heading);
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i).strip(), i);
    }
    for (String name : required) {
      if (!columns.containsKey(name)) {
        throw new Fault.Invalid("there is no column \"" + name + "\"");
      }
    }
  }

  Row row(String line) {
    return new Row(cells(line));
  }

  /// One row.
  final class Row {
    private final List<String> cells;

    Row(List<String> cells) {
      this.cells = cells;
    }

    /// Empty where the row is shorter, or there is no such column.
    String get(String name) {
      Integer at = columns.get(name);
      return at == null || at >= cells.size() ? "" : cells.get(at);
    }

    boolean isTrue(String name) {
      String cell = get(name).strip();
      return cell.equalsIgnoreCase("true") || cell.equals("1");
    }
  }

  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw new Fault.Invalid("a quoted cell does not end in its line");
    }
    cells.add(cell.toString());
    return cells;
  }
}
