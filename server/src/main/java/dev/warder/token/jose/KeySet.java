package dev.warder.token.jose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The public keys of an issuer (RFC 7517 section 5), those that are fit to check signatures with.
///
/// Keys that are not are left out; two under one name are both left out, because it is unknown
/// which is meant.
public final class KeySet {
  public static final int LONGEST = 256 * 1024;
  public static final KeySet EMPTY = new KeySet(Map.of(), List.of());
  private static final int MOST = 100;

  private final Map<String, VerificationKey> byId;
  private final List<VerificationKey> all;

  private KeySet(Map<String, VerificationKey> byId, List<VerificationKey> all) {
    this.byId = Map.copyOf(byId);
    this.all = List.copyOf(all);
  }

  /// @throws Malformed where it is no set of keys at all
  public static KeySet read(byte[] json, List<Algorithm> allowed) throws Malformed {
    if (json.length > LONGEST) {
      throw new Malformed("a set of keys that is too long");
    }
    JsonNode keys = StrictJson.object(json).get("keys");
    if (keys == null || !keys.isArray() || keys.size() > MOST) {
      throw new Malformed("no set of keys, or one with more than " + MOST);
    }
    Map<String, VerificationKey> byId = new HashMap<>();
    List<VerificationKey> all = new ArrayList<>();
    Set<String> twice = new HashSet<>();
    for (JsonNode jwk : keys) {
      Optional<VerificationKey> fit = fit(jwk, allowed);
      fit.ifPresent(all::add);
      fit.filter(key -> key.id() != null)
          .filter(key -> byId.putIfAbsent(String.valueOf(key.id()), key) != null)
          .ifPresent(key -> twice.add(String.valueOf(key.id())));
    }
    twice.forEach(byId::remove);
    return new KeySet(byId, all);
  }

  private static Optional<VerificationKey> fit(JsonNode jwk, List<Algorithm> allowed) {
    try {
      return jwk.isObject() ? Optional.of(VerificationKey.read(jwk, allowed)) : Optional.empty();
    } catch (Malformed unfit) {
      return Optional.empty();
    }
  }

  /// @param id as a token names it; a token that names none is checked with the only key there is
  public Optional<VerificationKey> find(@Nullable String id) {
    if (id == null) {
      return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }
    return Optional.ofNullable(byId.get(id));
  }

  public int size() {
    return all.size();
  }
}
