package dev.warder.model;

/// The program that made a call, as its `User-Agent` tells it; empty texts where it does not.
///
/// @param product for example `aws-cli`, `curl`, `Chrome`
/// @param version as written
/// @param platform runtime and operating system, for example `python/linux`
/// @param os the operating system alone
/// @param kind what sort of program
public record Client(
    String product, String version, String platform, String os, Kind kind, String userAgent) {
  public static final Client UNKNOWN = new Client("", "", "", "", Kind.UNKNOWN, "");

  public enum Kind {
    BROWSER,
    SDK,
    TOOL,
    CI,
    AGENT,
    ROBOT,
    UNKNOWN
  }

  public String majorVersion() {
    int end = 0;
    while (end < version.length() && Character.isLetterOrDigit(version.charAt(end))) {
      end++;
    }
    return version.substring(0, end);
  }
}
