package dev.warder.audit;

import java.util.Locale;

/// What an examination of a journal found.
public sealed interface Examination {
  /// Whether the key came out of the examined folder itself: then the folder speaks for itself.
  boolean selfAttested();

  /// Nothing was changed.
  ///
  /// @param records how many follow one from the other
  /// @param signed how many of them a checkpoint signs
  /// @param head hash of the last line, hexadecimal
  record Intact(long records, long signed, String head, boolean selfAttested)
      implements Examination {}

  /// Something was.
  ///
  /// @param seq the first bad record
  /// @param segment the file it is, or should be, in; may be empty
  /// @param line its line there, from 1; 0 where there is none
  /// @param message the same as a sentence
  record Broken(
      long seq, String segment, long line, Damage damage, String message, boolean selfAttested)
      implements Examination {

    Broken attested(boolean bySelf) {
      return new Broken(seq, segment, line, damage, message, bySelf);
    }
  }

  /// What was done to the journal.
  enum Damage {
    CHANGED,
    REMOVED,
    INSERTED,
    REORDERED,
    TRUNCATED,
    /// An older copy, or another journal, was put in its place.
    REPLACED,
    /// Not a record but a checkpoint is wrong or missing.
    CHECKPOINT;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
