package dev.warder.app;

import dev.warder.stepup.Vouching;
import dev.warder.token.provider.Logins;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The providers whose tokens are believed, as those who vouch for people.
public record ProviderVouching(Logins logins) implements Vouching {
  @Override
  public boolean isFor(String person, String acr) {
    return logins.areFor(person, acr);
  }

  @Override
  public Departure begin(String person, String acr, Duration maxAge, URI returnTo) {
    Logins.Departure begun = logins.begin(person, acr, maxAge, returnTo);
    Logins.Errand errand = begun.errand();
    return new Departure(
        new Errand(errand.state(), errand.nonce(), errand.verifier()), begun.page());
  }

  @Override
  public Optional<Word> finish(
      String person, String acr, Duration maxAge, Errand errand, Return back) {
    Logins.Errand begun = new Logins.Errand(errand.state(), errand.nonce(), errand.verifier());
    Logins.Return returned = new Logins.Return(back.code(), back.issuer(), back.to());
    return logins
        .finish(person, acr, maxAge, begun, returned)
        .map(word -> new Word(word.principal(), word.level(), word.since()));
  }
}
