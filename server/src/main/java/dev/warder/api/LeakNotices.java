package dev.warder.api;

import dev.warder.model.Token;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Recipient;
import dev.warder.notify.outbox.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells people that a token of theirs was found in public: whoever runs the service, and the owner
/// where an address is known.
///
/// @param outbox stores a notice for everybody whom it is for
record LeakNotices(BiConsumer<Notice, List<Recipient>> outbox) {
  /// The tag of a token that holds its owner's address.
  static final String OWNER = "owner";

  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]{3,190}");

  /// What became of the token.
  enum Done {
    REVOKED("It was revoked: whoever still uses it is refused. Make a new one where it is needed."),
    MARKED("It still works as far as policy lets a leaked token: revoke it, and make a new one."),
    NOTHING("It was no longer good: nothing more needs to be done.");

    private final String text;

    Done(String text) {
      this.text = text;
    }
  }

  /// @param where it was found, without the secret
  /// @throws dev.warder.model.Fault.Unavailable where it cannot be stored
  void tell(Token token, String where, Done done, Instant now) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("token", token.id());
    facts.put("name", token.name());
    facts.put("principal", token.principal().id());
    facts.put("found", where);
    facts.put("done", done.name().toLowerCase(Locale.ROOT));
    Notice notice =
        new Notice(
            "leak." + token.id() + "." + now.toEpochMilli(),
            Notice.LEAK,
            token.id(),
            now,
            now.plus(Notice.USUAL_PATIENCE),
            done == Done.NOTHING ? Urgency.LOW : Urgency.HIGH,
            done == Done.NOTHING,
            "a token of " + token.principal().id() + " was found in public",
            "The token " + token.id() + " stands where anybody can read it. " + done.text,
            facts);
    List<Recipient> recipients = new ArrayList<>(List.of(new Recipient.Operators()));
    owner(token).map(Recipient.Owner::new).ifPresent(recipients::add);
    outbox.accept(notice, recipients);
  }

  /// The tag says it, or the principal is named by an address.
  static Optional<String> owner(Token token) {
    return Stream.of(token.tags().getOrDefault(OWNER, ""), token.principal().id())
        .filter(text -> ADDRESS.matcher(text).matches())
        .findFirst();
  }
}
