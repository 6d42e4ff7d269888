package dev.warder.stepup;

import dev.warder.model.IdSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// Checks what people prove themselves with. A code that was accepted is used up, durably, before
/// anybody hears of it.
final class Factors {
  static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 7;
  private static final int LONGEST_CODE = 64;

  private final FactorStore store;
  private final FactorKey key;
  private final Passkeys passkeys;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;

  Factors(
      FactorStore store,
      FactorKey key,
      Passkeys passkeys,
      IdSource ids,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.key = key;
    this.passkeys = passkeys;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  List<Factor> of(String person) {
    return store.of(person);
  }

  /// The kinds that a person can use now, the handiest first.
  List<Factor.Kind> kinds(String person) {
    return store.of(person).stream()
        .filter(each -> each.kind() != Factor.Kind.RECOVERY || each.counter() == 0)
        .map(Factor::kind)
        .distinct()
        .sorted()
        .toList();
  }

  /// Whether it proves that this person is there. What was right is used up by it.
  ///
  /// @param context what the person proves herself for
  boolean accepts(String person, Evidence evidence, String context) {
    return switch (evidence) {
      case Evidence.Code(var kind, var code) -> code(person, kind, code.reveal());
      case Evidence.Signed signed -> passkeys.asserted(of(person), signed, context, store::advance);
    };
  }

  private boolean code(String person, Factor.Kind kind, String code) {
    if (code.length() > LONGEST_CODE) {
      return false;
    }
    boolean accepted = false;
    for (Factor each : store.of(person)) {
      if (each.kind() == kind && !accepted) {
        accepted =
            switch (kind) {
              case TOTP -> totp(each, code.replace(" ", ""));
              case RECOVERY -> recovery(each, code);
              case PASSKEY -> false;
            };
      }
    }
    return accepted;
  }

  private boolean totp(Factor factor, String code) {
    byte[] secret = key.unseal(factor.data(), purpose(factor.principal())).orElse(null);
    if (secret == null) {
      return false;
    }
    OptionalLong step = Totp.step(secret, code, clock.instant(), factor.counter());
    return step.isPresent() && store.advance(factor, step.getAsLong());
  }

  private boolean recovery(Factor factor, String code) {
    byte[] right = factor.data().getBytes(StandardCharsets.US_ASCII);
    byte[] given = digest(factor.principal(), code).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(right, given) && factor.counter() == 0 && store.advance(factor, 1);
  }

  /// Keeps a key whose first code was right; that code is used up by it.
  ///
  /// @return false where the code was wrong
  boolean addTotp(String person, String name, byte[] secret, String code) {
    OptionalLong step = Totp.step(secret, code.replace(" ", ""), clock.instant(), -1);
    if (step.isEmpty()) {
      return false;
    }
    Factor factor =
        new Factor(
            ids.next("fac_"),
            person,
            Factor.Kind.TOTP,
            name,
            now(),
            key.seal(secret, purpose(person)),
            step.getAsLong());
    store.add(person, List.of(factor), List.of());
    return true;
  }

  void addPasskey(String person, String name, Passkeys.Registered registered) {
    Factor factor =
        new Factor(
            ids.next("fac_"),
            person,
            Factor.Kind.PASSKEY,
            name,
            now(),
            registered.data(),
            registered.count());
    store.add(person, List.of(factor), List.of());
  }

  /// New codes for paper, in place of all that there were: the only time that they are seen.
  List<String> newRecoveryCodes(String person) {
    List<String> codes = new ArrayList<>();
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      String code = recoveryCode();
      codes.add(code);
      factors.add(
          new Factor(
              ids.next("fac_"), person, Factor.Kind.RECOVERY, "", now(), digest(person, code), 0));
    }
    store.add(person, factors, List.of(Factor.Kind.RECOVERY));
    return codes;
  }

  boolean remove(String person, String id) {
    return store.remove(person, id);
  }

  private Instant now() {
    return clock.instant();
  }

  /// Eleven characters: 55 bits of chance, in two groups.
  private String recoveryCode() {
    byte[] bytes = new byte[RECOVERY_BYTES];
    random.nextBytes(bytes);
    String text = Base32.encode(bytes).toLowerCase(Locale.ROOT);
    return text.substring(0, 5) + "-" + text.substring(5, 11);
  }

  private String digest(String person, String code) {
    String plain = code.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    return key.digest("recovery " + person, plain);
  }

  private static String purpose(String person) {
    return "totp " + person;
  }
}
