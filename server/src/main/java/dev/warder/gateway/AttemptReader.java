package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import dev.warder.decide.Caller;
import dev.warder.http.RequestId;
import dev.warder.model.Address;
import dev.warder.model.Attempt;
import dev.warder.model.CanonicalPath;
import dev.warder.model.Credential;
import dev.warder.model.Fault;
import dev.warder.model.Possession;
import dev.warder.model.Secret;
import dev.warder.model.Trace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Turns what a gateway told into an `Attempt`, canonicalised once, the same for every dialect.
///
/// What can be read in two ways does not fail here: the attempt carries its problem, is recorded,
/// and denied.
final class AttemptReader {
  private static final int LONGEST_HEADER = 4096;
  private static final String REQUEST_ID = RequestId.HEADER.toString();

  private final Credentials credentials;
  private final ProofSettings proofs;
  private final Aliases aliases;
  private final Origins origins;
  private final List<String> kept;
  private final Traces traces;
  private final InstantSource clock;

  AttemptReader(DoorSettings settings, InstantSource clock) {
    this.credentials = new Credentials(settings.credential());
    this.proofs = settings.proofs();
    this.aliases = new Aliases(headers(settings));
    this.origins = new Origins(settings.trustedProxies());
    this.traces = settings.traces();
    this.clock = clock;
    Set<String> names = new LinkedHashSet<>();
    names.add("user-agent");
    names.addAll(settings.headers());
    names.remove(REQUEST_ID); // always kept, and read in its own way
    this.kept = List.copyOf(names);
  }

  private static Set<String> headers(DoorSettings settings) {
    Set<String> names = new HashSet<>();
    names.add(Credentials.DPOP);
    if (settings.proofs().certificateHeader() != null) {
      names.add(settings.proofs().certificateHeader());
    }
    for (CredentialPlace place : settings.credential()) {
      if (place instanceof CredentialPlace.Header(String name)) {
        names.add(name);
      }
    }
    return names;
  }

  Attempt read(Caller gateway, Told told) {
    return read(gateway, told, traces.of(told.headers()));
  }

  /// For dialects in which the question itself may belong to a trace, and not only the call.
  Attempt read(Caller gateway, Told told, RequestHeaders question) {
    return read(gateway, told, traces.of(question, told.headers()));
  }

  private Attempt read(Caller gateway, Told told, @Nullable Trace trace) {
    Findings findings = new Findings(told.problem());
    findings.add(aliases.problem(told.headers(), told.trusted()));
    String target = told.target() == null ? "" : told.target();
    CanonicalPath path = path(target, findings);
    Credential credential = credentials.find(told.token(), told.headers(), query(target));
    String method = findings.or("", () -> Words.method(told.method()));
    String scheme = findings.or("", () -> Words.scheme(told.scheme()));
    String host = findings.or("", () -> Words.host(told.host()));
    Address source = source(told.origin(), findings);
    Map<String, String> headers = headers(told.headers(), findings, trace);
    Possession possession = possession(told, findings);
    return new Attempt(
        told.time() == null ? clock.instant() : told.time(),
        gateway.tokenId(),
        credential,
        method,
        scheme,
        host,
        path,
        source,
        headers,
        findings.problem,
        null,
        possession,
        trace);
  }

  /// Collects the first thing that was found wrong.
  private static final class Findings {
    private @Nullable String problem;

    Findings(@Nullable String problem) {
      this.problem = problem;
    }

    void add(@Nullable String found) {
      if (problem == null) {
        problem = found;
      }
    }

    void add(Fault.Invalid fault) {
      add(fault.publicText());
    }

    String or(String otherwise, Supplier<String> reading) {
      try {
        return reading.get();
      } catch (Fault.Invalid fault) {
        add(fault);
        return otherwise;
      }
    }
  }

  private Possession possession(Told told, Findings findings) {
    String certificate = certificate(told, findings);
    boolean asked = Credentials.comesWithProof(told.headers());
    if (!asked && certificate == null) {
      return Possession.NONE;
    }
    List<Secret> shown = new ArrayList<>();
    Iterator<String> values = told.headers().values(Credentials.DPOP);
    while (values.hasNext() && shown.size() < 2) { // two are one too many
      shown.add(new Secret(values.next()));
    }
    String authority = told.host() == null ? "" : told.host();
    return new Possession(
        asked, shown, certificate, authority, asked ? proofs.nonces().next() : null);
  }

  private @Nullable String certificate(Told told, Findings findings) {
    String header = proofs.certificateHeader();
    if (told.certificate() != null || header == null) {
      return told.certificate();
    }
    try {
      return ClientCertificates.thumbprint(told.headers().values(header));
    } catch (Fault.Invalid fault) {
      findings.add(fault);
      return null;
    }
  }

  private static CanonicalPath path(String target, Findings findings) {
    try {
      return CanonicalPath.parse(target);
    } catch (Fault.Invalid fault) {
      findings.add(fault);
      return CanonicalPath.unreadable(target);
    }
  }

  private static @Nullable String query(String target) {
    int mark = target.indexOf('?');
    return mark < 0 || target.length() > CanonicalPath.LONGEST ? null : target.substring(mark + 1);
  }

  private @Nullable Address source(Told.Origin origin, Findings findings) {
    try {
      return origins.find(origin);
    } catch (Fault.Invalid fault) {
      findings.add(fault);
      return null;
    }
  }

  private Map<String, String> headers(
      HeaderSource source, Findings findings, @Nullable Trace trace) {
    Map<String, String> headers = new HashMap<>();
    for (String name : kept) {
      Iterator<String> values = source.values(name);
      if (values.hasNext()) {
        headers.put(name, findings.or("", () -> joined(name, values)));
      }
    }
    String id = requestId(source);
    if (id != null) {
      headers.put(REQUEST_ID, id);
    }
    if (trace != null) {
      headers.put(Trace.HEADER, trace.traceparent());
    }
    return headers;
  }

  /// Nothing depends on it, so that one that is no good is left out, and no problem.
  private static @Nullable String requestId(HeaderSource source) {
    Iterator<String> values = source.values(REQUEST_ID);
    return values.hasNext() ? RequestId.of(values.next()) : null;
  }

  /// All values count, as RFC 9110 section 5.3 joins them (CVE-2026-26308).
  private static String joined(String name, Iterator<String> values) {
    String all = values.next();
    while (values.hasNext()) {
      all = all + ", " + values.next();
      if (all.length() > LONGEST_HEADER) {
        break;
      }
    }
    if (all.length() > LONGEST_HEADER) {
      throw new Fault.Invalid("the header " + name + " is too long");
    }
    if (!Words.isPrintable(all)) {
      throw new Fault.Invalid("the header " + name + " holds control characters");
    }
    return all;
  }
}
