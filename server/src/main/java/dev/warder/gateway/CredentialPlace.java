package dev.warder.gateway;

/// A place of a call where its credential may stand.
public sealed interface CredentialPlace {
  /// `Authorization: Bearer` and `Authorization: DPoP`.
  record Bearer() implements CredentialPlace {}

  /// @param name lower case
  record Header(String name) implements CredentialPlace {}

  record Query(String parameter) implements CredentialPlace {}

  /// The password of `Authorization: Basic`.
  record BasicPassword() implements CredentialPlace {}
}
