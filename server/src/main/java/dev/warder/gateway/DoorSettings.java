package dev.warder.gateway;

import dev.warder.model.Cidr;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the doors are configured with.
///
/// @param trustedProxies hops beyond the authenticated gateway whose word on addresses is taken
/// @param headers request headers that are kept for policies and the record, lower case
/// @param publicUrl where people find us, for links in answers
/// @param deadline of a decision; calls that would wait much longer than that are turned away
/// @param proofs what to do about calls that show a key
/// @param traces which of them are continued and begun
public record DoorSettings(
    List<CredentialPlace> credential,
    List<Cidr> trustedProxies,
    List<String> headers,
    @Nullable URI publicUrl,
    Duration deadline,
    ProofSettings proofs,
    Traces traces) {
  public DoorSettings {
    credential = List.copyOf(credential);
    trustedProxies = List.copyOf(trustedProxies);
    headers = List.copyOf(headers);
  }

  /// Where no call is traced.
  public DoorSettings(
      List<CredentialPlace> credential,
      List<Cidr> trustedProxies,
      List<String> headers,
      @Nullable URI publicUrl,
      Duration deadline,
      ProofSettings proofs) {
    this(credential, trustedProxies, headers, publicUrl, deadline, proofs, Traces.OFF);
  }

  /// Where nothing but a credential is looked at.
  public DoorSettings(
      List<CredentialPlace> credential,
      List<Cidr> trustedProxies,
      List<String> headers,
      @Nullable URI publicUrl,
      Duration deadline) {
    this(credential, trustedProxies, headers, publicUrl, deadline, ProofSettings.NONE);
  }

  /// Names of the headers that hold credentials or the gateway's own key, in lower case.
  Set<String> secretHeaders() {
    Set<String> names = new LinkedHashSet<>();
    names.add("authorization");
    names.add(TrustedHeaders.GATEWAY_KEY.toString());
    for (CredentialPlace place : credential) {
      if (place instanceof CredentialPlace.Header(String name)) {
        names.add(name);
      }
    }
    return names;
  }
}
