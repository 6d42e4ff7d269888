package dev.warder.token.provider;

import dev.warder.token.jose.Algorithm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A provider whose tokens are believed, and what is made of them.
///
/// @param name short, of lower-case letters and digits
/// @param issuer exactly as it stands in `iss`
/// @param audiences of which a token must name one; never empty (CVE-2026-55689)
/// @param keys where its keys are; absent to find them by its discovery document
/// @param algorithms that its keys may be for, the preferred ones first
/// @param skew by how much its clock may differ from ours
/// @param introspection how to ask it about opaque tokens; absent where it has none
/// @param login how to send people there to prove themselves; absent where that is not done
public record ProviderSettings(
    String name,
    String issuer,
    List<String> audiences,
    @Nullable URI keys,
    List<Algorithm> algorithms,
    Duration skew,
    Naming naming,
    Proofs proofs,
    @Nullable Introspection introspection,
    @Nullable Login login) {
  public ProviderSettings {
    audiences = List.copyOf(audiences);
    algorithms = List.copyOf(algorithms);
    if (audiences.isEmpty() || algorithms.isEmpty()) {
      throw new IllegalArgumentException("a provider needs an audience and an algorithm");
    }
  }

  /// How its subjects are named here, and what they may.
  ///
  /// @param principal the claim that names a subject
  /// @param prefix what is put before that name, so that subjects of two issuers never meet
  /// @param kind the claim that says what kind a subject is; absent to find out by the usual signs
  /// @param roles the claim with roles, dots lead into objects; absent where there are none
  /// @param scopes that each role stands for
  public record Naming(
      String principal,
      String prefix,
      @Nullable String kind,
      @Nullable String roles,
      Map<String, List<String>> scopes) {
    public Naming {
      scopes = Map.copyOf(scopes);
    }
  }

  /// What counts as a fresh proof: only together with `auth_time`.
  public record Proofs(List<String> acr, List<String> amr) {
    public Proofs {
      acr = List.copyOf(acr);
      amr = List.copyOf(amr);
    }
  }

  /// @param levels what its values of `acr` stand for
  /// @param scopes that are asked for, `openid` among them
  public record Login(String clientId, Path secretFile, List<Level> levels, List<String> scopes) {
    public Login {
      levels = List.copyOf(levels);
      scopes = List.copyOf(scopes);
    }
  }

  /// @param acr as policies say it
  /// @param value as the provider says it
  public record Level(String acr, String value) {}

  /// @param secretFile holds what the client proves itself with
  /// @param tokenPrefix what its opaque tokens begin with; may be empty
  /// @param keep how long an answer counts, at most until the token expires
  /// @param withoutAudience whether answers without `aud` are believed
  /// @param signedToo whether it is asked about tokens as well that we could check ourselves
  public record Introspection(
      URI url,
      String clientId,
      Path secretFile,
      String tokenPrefix,
      Duration keep,
      boolean withoutAudience,
      boolean signedToo) {}
}
