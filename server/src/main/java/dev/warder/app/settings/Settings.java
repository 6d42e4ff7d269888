package dev.warder.app.settings;

import dev.warder.model.Cidr;
import dev.warder.model.FailureMode;
import dev.warder.model.NetworkClass;
import dev.warder.model.Sensitivity;
import dev.warder.monitor.Tuning;
import dev.warder.notify.forward.Target;
import dev.warder.notify.outbox.Channel;
import dev.warder.notify.trace.Spans;
import dev.warder.react.Limits;
import dev.warder.react.signal.Provider;
import dev.warder.token.provider.ProviderSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything that was configured, checked, with all paths resolved.
///
/// @param file the file that it was read from; absent where there was none
/// @param routesGiven false where no routes were configured and `* /**` stands in for them
/// @param policy policy files that count until a policy was applied through the service
/// @param tactics the file that says which operations serve an attack; absent for the bundled one
/// @param directory the file that says who and what is known to those that assert subjects
/// @param policyFolder its policy files count beside `policy`; changes in it are taken over
/// @param channels who is told of incidents and the like
/// @param upstream the API to stand in front of, without another gateway; absent is off
/// @param traces absent is off
public record Settings(
    @Nullable Path file,
    Server server,
    Path data,
    Duration deadline,
    Audit audit,
    List<CredentialPlace> credential,
    List<Route> routes,
    boolean routesGiven,
    RiskModel risk,
    List<Path> policy,
    @Nullable Path policyFolder,
    Intel intel,
    List<Tuning> detectors,
    @Nullable Path tactics,
    @Nullable Path directory,
    @Nullable Upstream upstream,
    Leaks leaks,
    List<Channel> channels,
    Limits reactions,
    Signals signals,
    Identity identity,
    @Nullable Traces traces) {
  private static final Duration PATIENT = Duration.ofSeconds(10);

  public Settings {
    credential = List.copyOf(credential);
    routes = List.copyOf(routes);
    policy = List.copyOf(policy);
    detectors = List.copyOf(detectors);
    channels = List.copyOf(channels);
  }

  /// The names of those who are told of incidents and the like.
  public Set<String> targets() {
    return channels.stream().map(Channel::name).collect(Collectors.toSet());
  }

  /// The same rules on a folder of its own, behind a port of its own, on loopback and without TLS.
  public Settings scratch(Path folder) {
    Server local =
        new Server("127.0.0.1", 0, server.trustedProxies(), null, null, null, server.bounds());
    Audit own =
        new Audit(
            audit.durability(),
            audit.fsync(),
            audit.retentionAge(),
            audit.retentionBytes(),
            folder.resolve("keys").resolve("audit.key"),
            audit.headers(),
            new Checkpoints(null, null, audit.checkpoints().every()),
            audit.seal(),
            List.of());
    return new Settings(
        file,
        local,
        folder,
        PATIENT, // a busy start must not look like failing decisions
        own,
        credential,
        routes,
        routesGiven,
        risk,
        policy,
        policyFolder,
        intel,
        detectors,
        tactics,
        directory,
        null,
        Leaks.OFF,
        List.of(),
        reactions,
        Signals.OFF,
        Identity.NOBODY_ELSE,
        null);
  }

  /// @param port 0 lets the system choose
  /// @param trustedProxies further hops, beyond the authenticated gateway itself
  /// @param publicUrl how the world reaches us, for links in answers
  /// @param loopbackPort a second listener, on loopback only, for gateways that cannot add a
  ///   header; absent is off
  public record Server(
      String host,
      int port,
      List<Cidr> trustedProxies,
      @Nullable URI publicUrl,
      @Nullable Tls tls,
      @Nullable Integer loopbackPort,
      Bounds bounds) {
    public Server {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  /// What a listener takes at most.
  ///
  /// @param head how long a connection may send before that is a request
  /// @param request how long one may take with its body
  public record Bounds(int connections, Duration head, Duration request, Duration idle) {}

  /// @param clientCa the authority whose certificates prove a gateway
  public record Tls(Path cert, Path key, @Nullable Path clientCa) {}

  /// When a record counts as written.
  public enum Durability {
    /// Handed to the operating system: survives the end of the process.
    KERNEL,
    /// On the disk: survives the end of the power.
    DISK
  }

  /// @param fsync how often the disk is asked to keep what the kernel has, under `KERNEL`
  /// @param retentionBytes of all closed segments together
  /// @param headers request headers that are recorded, and that policies may therefore read
  /// @param seal whether personal fields are sealed under a key of their principal
  public record Audit(
      Durability durability,
      Duration fsync,
      Duration retentionAge,
      long retentionBytes,
      Path key,
      List<String> headers,
      Checkpoints checkpoints,
      boolean seal,
      List<Target> forward) {
    public Audit {
      headers = List.copyOf(headers);
      forward = List.copyOf(forward);
    }
  }

  /// Security events that are shared.
  ///
  /// @param transmit whether others can have ours
  /// @param privateReceivers whether they may be in private networks
  /// @param from whose we believe
  public record Signals(boolean transmit, boolean privateReceivers, List<Provider> from) {
    static final Signals OFF = new Signals(false, false, List.of());

    public Signals {
      from = List.copyOf(from);
    }
  }

  /// Where checkpoints are copied to.
  ///
  /// @param file absent for none
  /// @param url absent for none
  public record Checkpoints(@Nullable Path file, @Nullable URI url, Duration every) {}

  /// A place of a call where a credential may stand.
  public sealed interface CredentialPlace {
    /// `Authorization: Bearer` and `Authorization: DPoP`.
    record Bearer() implements CredentialPlace {}

    /// @param name lower case
    record Header(String name) implements CredentialPlace {}

    record Query(String parameter) implements CredentialPlace {}

    /// The password of `Authorization: Basic`.
    record BasicPassword() implements CredentialPlace {}
  }

  /// @param match a route pattern, already found to be one
  public record Route(
      String match, List<String> scopes, Sensitivity sensitivity, FailureMode onFailure) {
    public Route {
      scopes = List.copyOf(scopes);
    }
  }

  /// What scores, and where the levels of risk begin.
  ///
  /// @param model the file of another model than the bundled one; absent for that
  public record RiskModel(@Nullable Path model, int medium, int high, int critical) {}

  /// Files that stand in for the bundled data, and lists of networks by class.
  public record Intel(@Nullable Path place, @Nullable Path asn, Map<NetworkClass, Path> networks) {
    public Intel {
      networks = Map.copyOf(networks);
    }
  }

  /// @param clientCa the authority whose certificates clients may show there; absent asks for none
  /// @param port of the listener that takes the API's calls; 0 lets the system choose
  /// @param patience how long the API may be silent before it must answer
  public record Upstream(
      URI url, int port, boolean keepCredential, Duration patience, @Nullable Path clientCa) {}

  /// @param githubKeys a file or an address of the keys that GitHub signs with; absent is off
  /// @param webhookSecret a file with the secret of other finders; absent is off
  public record Leaks(
      LeakAction action, @Nullable String githubKeys, @Nullable Path webhookSecret) {
    static final Leaks OFF = new Leaks(LeakAction.REVOKE, null, null);
  }

  /// @param providers whose tokens are credentials too
  /// @param nonceNeeded whether proofs must hold a nonce of ours
  /// @param proofWindow how old a proof may be
  /// @param certificateHeader in which gateways tell the client's certificate, in lower case
  public record Identity(
      List<ProviderSettings> providers,
      boolean nonceNeeded,
      Duration proofWindow,
      @Nullable String certificateHeader) {
    static final Identity NOBODY_ELSE = new Identity(List.of(), false, Duration.ofMinutes(1), null);

    public Identity {
      providers = List.copyOf(providers);
    }
  }

  /// Which decisions are told of as spans of distributed traces.
  ///
  /// @param ratio of those that we decide about
  /// @param follow whether the caller decides where it has a trace
  public record Traces(Spans.Collector collector, double ratio, boolean follow, String service) {}

  /// What is done with a token that leaked.
  public enum LeakAction {
    REVOKE,
    /// It is tagged, and policy says what it may do.
    MARK
  }
}
