package dev.warder.app.cli;

import picocli.CommandLine.IVersionProvider;

/// The version that the jar's manifest names.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    String shown = version == null ? "(not packaged)" : version;
    return new String[] {"warder " + shown, "Java " + Runtime.version()};
  }
}
