package dev.warder.notify.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that somebody should know.
///
/// @param id the same however often it is sent, and unlike that of any other notice
/// @param kind what it is of, one of `KINDS`
/// @param about what further notices of the same story share: an incident's id, a challenge's
/// @param ended whether the story is over
/// @param until past this nobody needs to know any more
/// @param title one line
/// @param text some sentences
/// @param facts more, by name, in order; never a secret
public record Notice(
    String id,
    String kind,
    String about,
    Instant time,
    Instant until,
    Urgency urgency,
    boolean ended,
    String title,
    String text,
    Map<String, String> facts) {
  public static final String INCIDENT = "incident";
  public static final String REACTION = "reaction";
  public static final String CHALLENGE = "challenge";
  public static final String LEAK = "leak";

  /// All that there are.
  public static final List<String> KINDS = List.of(INCIDENT, REACTION, CHALLENGE, LEAK);

  /// How long it is tried as a rule.
  public static final Duration USUAL_PATIENCE = Duration.ofDays(3);

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 4_000;
  private static final int LONGEST_FACT = 1_000;
  private static final int MOST_FACTS = 30;

  /// What is too long is cut: a notice points at a record, it does not replace it.
  public Notice {
    title = cut(title.replaceAll("\\p{Cntrl}+", " "), LONGEST_TITLE);
    text = cut(text, LONGEST_TEXT);
    Map<String, String> kept = new LinkedHashMap<>();
    facts.entrySet().stream()
        .limit(MOST_FACTS)
        .forEach(fact -> kept.put(fact.getKey(), cut(fact.getValue(), LONGEST_FACT)));
    facts = Collections.unmodifiableMap(kept);
  }

  /// The same with one more fact, the first of all, so that it is never cut off.
  public Notice with(String fact, String value) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put(fact, value);
    more.putAll(facts);
    return new Notice(id, kind, about, time, until, urgency, ended, title, text, more);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "\u2026";
  }
}
