package dev.warder.audit;

import java.util.List;
import java.util.OptionalLong;

/// Records that were found, newest first.
///
/// @param next give this to go on: only records before it are looked at. Absent where all were. A
///   page may be short, even empty, and have a next one: the work for one is bounded
public record Page(List<Entry> entries, OptionalLong next) {
  public Page {
    entries = List.copyOf(entries);
  }
}
