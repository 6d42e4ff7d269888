package dev.warder.token.provider;

import dev.warder.model.Fault;
import dev.warder.token.jose.Base64Url;
import dev.warder.token.jose.Malformed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The login pages of all providers that have one for us. Nothing is kept between sending somebody
/// there and her return: who sends keeps the errand. Both block for the provider.
public final class Logins {
  private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
  private static final int MOST = 32;
  private static final int BYTES = 32;

  private final List<Login> logins;
  private final SecureRandom random;
  private final Semaphore free = new Semaphore(MOST);

  Logins(List<Login> logins, SecureRandom random) {
    List<Login> sorted = new ArrayList<>(logins);
    sorted.sort(Comparator.comparingInt((Login each) -> each.prefix().length()).reversed());
    this.logins = List.copyOf(sorted);
    this.random = random;
  }

  /// What ties a return to its departure.
  ///
  /// @param state that the browser must bring back
  /// @param nonce that the provider must repeat in what it signs
  /// @param verifier that nobody but us can redeem the code without (RFC 7636)
  public record Errand(String state, String nonce, String verifier) {
    String challenge() {
      try {
        byte[] bytes = verifier.getBytes(StandardCharsets.US_ASCII);
        return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    /// None of it belongs into a log.
    @Override
    public String toString() {
      return "Errand[]";
    }
  }

  /// @param page where the browser goes
  public record Departure(Errand errand, URI page) {}

  /// @param issuer as the provider named itself; absent where it did not
  /// @param to where the browser was sent back to
  public record Return(String code, @Nullable String issuer, URI to) {}

  /// What a provider vouches for.
  ///
  /// @param principal as its subjects are named here
  /// @param level the `acr` here that it stands for
  /// @param since when the person proved herself there
  public record Word(String principal, String level, Instant since) {}

  /// Whether there is a page where this person may reach the level.
  public boolean areFor(String person, String acr) {
    return of(person, acr).isPresent();
  }

  public Departure begin(String person, String acr, Duration maxAge, URI returnTo) {
    Login login = known(person, acr);
    Errand errand = new Errand(chance(), chance(), chance());
    URI page = asked(() -> login.question(errand, acr, maxAge, returnTo));
    return new Departure(errand, page);
  }

  /// @return empty where the provider does not vouch for anybody
  public Optional<Word> finish(
      String person, String acr, Duration maxAge, Errand errand, Return back) {
    Login login = known(person, acr);
    return asked(() -> login.redeem(errand, back, maxAge));
  }

  /// By what the names of its subjects begin with; whether it is she is known when she is back.
  private Optional<Login> of(String person, String acr) {
    return logins.stream()
        .filter(each -> person.startsWith(each.prefix()))
        .findFirst()
        .filter(each -> !each.values(acr).isEmpty());
  }

  private Login known(String person, String acr) {
    return of(person, acr)
        .orElseThrow(() -> new Fault.Unprocessable("no provider can be asked for this"));
  }

  private <T> T asked(Fetching.Work<T> work) {
    if (!free.tryAcquire()) {
      throw new Fault.Unavailable("too many people are on their way to the provider", null);
    }
    try {
      return work.run();
    } catch (IOException | Malformed e) {
      LOG.warn("a provider cannot be asked to vouch for anybody: {}", e.toString());
      throw new Fault.Unavailable("the provider cannot be asked just now", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault.Unavailable("the provider cannot be asked just now", e);
    } finally {
      free.release();
    }
  }

  private String chance() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }
}
