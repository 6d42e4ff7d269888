package dev.warder.app.settings;

import dev.warder.app.settings.Settings.Identity;

/// Reads whom to believe besides our own tokens, and what they may prove themselves with.
final class IdentityReader {
  private IdentityReader() {}

  static Identity read(Section section) {
    var providers = ProvidersReader.read(section);
    section.end();
    return new Identity(providers);
  }
}
