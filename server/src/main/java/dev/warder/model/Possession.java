package dev.warder.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a call showed besides its credential, to prove that its sender holds a key.
///
/// @param asked whether the credential came as one that needs a proof (`Authorization: DPoP`)
/// @param proofs all of the call's `DPoP` headers; a good call has one
/// @param certificate SHA-256 of the client's certificate in base64url, by somebody's word that is
///   taken; absent where none was shown
/// @param authority host, and port where it is told; empty where unknown
/// @param nonce what an answer to this call offers for the next proof; absent where none is asked
public record Possession(
    boolean asked,
    List<Secret> proofs,
    @Nullable String certificate,
    String authority,
    @Nullable String nonce) {
  /// Nothing was shown.
  public static final Possession NONE = new Possession(false, List.of(), null, "", null);

  public Possession {
    proofs = List.copyOf(proofs);
  }
}
