package dev.warder.app;

import dev.warder.model.ChallengeOpened;
import dev.warder.model.IdSource;
import dev.warder.model.Token;
import dev.warder.notify.outbox.Recipient;
import dev.warder.stepup.Challenges;
import dev.warder.stepup.Chronicle;
import dev.warder.stepup.FactorKey;
import dev.warder.stepup.Owner;
import dev.warder.stepup.Passkeys;
import dev.warder.stepup.StepUp;
import dev.warder.store.sqlite.SqliteChallengeStore;
import dev.warder.store.sqlite.SqliteDatabase;
import dev.warder.store.sqlite.SqliteFactorStore;
import dev.warder.store.sqlite.SqlitePeopleStore;
import dev.warder.token.TokenIndex;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Step-up over the SQLite file, and what it wants to know of tokens.
final class StepUpFittings {
  private static final String MAIL = "ownerMail";

  private StepUpFittings() {}

  static StepUp open(
      Identities identities,
      DataFolder folder,
      SqliteDatabase database,
      TokenIndex tokens,
      Chronicle chronicle,
      Challenges.Opened opened,
      IdSource ids,
      SecureRandom random,
      InstantSource clock) {
    SqlitePeopleStore people = new SqlitePeopleStore(database);
    FactorKey key = FactorKey.open(folder.keys(), random);
    IdSource unguessable = new IdSource(clock, random);
    Challenges challenges =
        new Challenges(new SqliteChallengeStore(database), unguessable, clock, chronicle, opened);
    return new StepUp(
        challenges,
        new StepUp.Stores(new SqliteFactorStore(database), people, people, people),
        id -> tokens.find(id).flatMap(StepUpFittings::owner),
        key,
        new ProviderVouching(identities.logins()),
        Passkeys.Site.of(identities.settings().server().publicUrl()).orElse(null),
        chronicle,
        ids,
        random,
        clock);
  }

  /// As its tags say.
  private static Optional<Owner> owner(Token token) {
    String owner = token.tags().getOrDefault(Token.OWNER_TAG, "");
    return owner.isEmpty()
        ? Optional.empty()
        : Optional.of(new Owner(owner, token.tags().getOrDefault(MAIL, "")));
  }

  /// Whoever runs the service, and the owner where it is known how to reach him.
  static List<Recipient> recipients(ChallengeOpened asked) {
    return asked.ownerMail().isEmpty()
        ? List.of(new Recipient.Operators())
        : List.of(new Recipient.Operators(), new Recipient.Owner(asked.ownerMail()));
  }
}
