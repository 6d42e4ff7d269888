package dev.warder.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Links to ourselves, as they stand in answers.
///
/// Made from configuration alone, never from what a caller says of the host: a link that a caller
/// could bend would lead people who are asked for proof somewhere else.
public final class Links {
  private final @Nullable String base;
  private final String scheme;
  private final String host;

  /// @param publicUrl how the world reaches us; absent where that is where we listen
  public Links(@Nullable URI publicUrl, Listening listening) {
    this.base = publicUrl == null ? null : withoutSlash(publicUrl.toString());
    this.scheme = listening.tls() == null ? "http" : "https";
    this.host = host(listening.host());
  }

  /// Where more proof can be given.
  public String stepUp(Call call, String challengeId) {
    return stepUp(call.mainPort(), challengeId);
  }

  /// The same, for who did not come in by our own doors.
  public String stepUp(int mainPort, String challengeId) {
    return base(mainPort) + "/step-up/" + challengeId;
  }

  /// Where a provider sends browsers back to.
  public URI returned(Call call) {
    return URI.create(base(call) + "/oidc/callback");
  }

  /// Where somebody who is invited goes.
  public String enrol(Call call, String invitation) {
    return base(call) + "/enroll/" + invitation;
  }

  /// Where we are found: also the name of Warder as an issuer (RFC 8414).
  public String base(Call call) {
    return base(call.mainPort());
  }

  /// The path at which we are found, without a slash at its end; mostly empty.
  public String path() {
    return base == null ? "" : URI.create(base).getRawPath();
  }

  private String base(int mainPort) {
    return base == null ? scheme + "://" + host + ":" + mainPort : base;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// Nobody can go to the address that stands for all of them.
  private static String host(String listening) {
    InetAddress address = new InetSocketAddress(listening, 0).getAddress();
    if (address != null && address.isAnyLocalAddress()) {
      return "localhost";
    }
    return listening.indexOf(':') >= 0 ? "[" + listening + "]" : listening;
  }
}
