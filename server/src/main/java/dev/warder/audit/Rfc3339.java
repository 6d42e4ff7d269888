package dev.warder.audit;

/// Times as RFC 3339 writes them in UTC with milliseconds, straight into bytes.
final class Rfc3339 {
  static final int LENGTH = 24;
  static final long END = 253_402_300_800L; // the first second of the year 10000
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private Rfc3339() {}

  /// @param epochMillis not negative, before the second `END`
  static void write(long epochMillis, byte[] into, int at) {
    // Days to a civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    long shifted = epochMillis / MILLIS_PER_DAY + 719_468;
    long era = shifted / 146_097;
    int dayOfEra = (int) (shifted - era * 146_097);
    int year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
    int month = (5 * dayOfYear + 2) / 153;
    int civilMonth = month < 10 ? month + 3 : month - 9;
    int civilYear = (int) (year + era * 400) + (civilMonth <= 2 ? 1 : 0);
    int ofDay = (int) (epochMillis % MILLIS_PER_DAY);
    digits(civilYear, 4, '-', into, at);
    digits(civilMonth, 2, '-', into, at + 5);
    digits(dayOfYear - (153 * month + 2) / 5 + 1, 2, 'T', into, at + 8);
    digits(ofDay / 3_600_000, 2, ':', into, at + 11);
    digits(ofDay / 60_000 % 60, 2, ':', into, at + 14);
    digits(ofDay / 1000 % 60, 2, '.', into, at + 17);
    digits(ofDay % 1000, 3, 'Z', into, at + 20);
  }

  private static void digits(int value, int count, char end, byte[] into, int at) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    into[at + count] = (byte) end;
  }
}
