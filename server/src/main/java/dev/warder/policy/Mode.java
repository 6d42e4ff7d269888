package dev.warder.policy;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How far a policy counts: always, never (it is judged and recorded only), or for a share of all
/// principals.
sealed interface Mode {
  Mode ENFORCE = new Enforce();
  Mode SHADOW = new Shadow();

  /// Whether its rules are applied to calls of this principal.
  boolean counts(String principal);

  /// Whether there is anybody for whom it counts.
  boolean canHinder();

  record Enforce() implements Mode {
    @Override
    public boolean counts(String principal) {
      return true;
    }

    @Override
    public boolean canHinder() {
      return true;
    }
  }

  record Shadow() implements Mode {
    @Override
    public boolean counts(String principal) {
      return false;
    }

    @Override
    public boolean canHinder() {
      return false;
    }
  }

  /// A share of the principals, always the same ones: whom it takes in at 10 % it also takes in at
  /// 20 %. Each policy draws its own, by SipHash under a key made of its name, so that not the same
  /// few try out everything.
  ///
  /// @param hundredths of a percent, 1 to 10000
  /// @param draw the policy's own hash
  record Share(int hundredths, HashFunction draw) implements Mode {
    private static final int WHOLE = 10_000;

    static Share of(String policy, int hundredths) {
      byte[] key = Hashing.sha256().hashString(policy, StandardCharsets.UTF_8).asBytes();
      ByteBuffer words = ByteBuffer.wrap(key);
      return new Share(hundredths, Hashing.sipHash24(words.getLong(), words.getLong()));
    }

    @Override
    public boolean counts(String principal) {
      long drawn = draw.hashUnencodedChars(principal).asLong();
      return Math.unsignedMultiplyHigh(drawn, WHOLE) < hundredths;
    }

    @Override
    public boolean canHinder() {
      return true;
    }
  }

  /// Hundredths of a percent, as `10%` or `0.25%` say; nothing where that is no share above 0.
  static Optional<Integer> hundredths(String text) {
    boolean written =
        text.endsWith("%")
            && text.length() <= 7
            && text.chars()
                .limit(text.length() - 1L)
                .allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    try {
      return written
          ? Optional.of(new BigDecimal(text.substring(0, text.length() - 1)))
              .map(percent -> percent.movePointRight(2).stripTrailingZeros())
              .filter(share -> share.scale() <= 0)
              .map(BigDecimal::intValueExact)
              .filter(share -> share >= 1 && share <= Share.WHOLE)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
