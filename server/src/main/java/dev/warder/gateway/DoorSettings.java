package dev.warder.gateway;

import dev.warder.model.Cidr;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the doors are configured with.
///
/// @param trustedProxies hops beyond the authenticated gateway whose word on addresses is taken
/// @param headers request headers that are kept for policies and the record, lower case
/// @param publicUrl where people find us, for links in answers
public record DoorSettings(
    List<CredentialPlace> credential,
    List<Cidr> trustedProxies,
    List<String> headers,
    @Nullable URI publicUrl) {
  public DoorSettings {
    credential = List.copyOf(credential);
    trustedProxies = List.copyOf(trustedProxies);
    headers = List.copyOf(headers);
  }
}
