package dev.warder.app.settings;

import dev.warder.token.provider.ProviderSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads how people are sent to a provider to prove themselves.
final class ProviderLoginReader {
  private static final Kind<ProviderSettings.Level> LEVEL =
      new Kind<>(
          "ACR=VALUE",
          (text, base) -> {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1 || text.indexOf(' ') >= 0) {
              throw new IllegalArgumentException(
                  "must be a level, = and the provider's name of it, such as \"mfa=gold\"");
            }
            return new ProviderSettings.Level(
                text.substring(0, equals), text.substring(equals + 1));
          });

  private ProviderLoginReader() {}

  static ProviderSettings.@Nullable Login read(Section section) {
    String client =
        section.optional(
            "clientId",
            Kind.TEXT,
            "Whom we are to the provider when we send people there to prove themselves. Off unless"
                + " set.");
    Path secret =
        section.optional("secretFile", Kind.PATH, "The file that holds our secret there.");
    List<ProviderSettings.Level> levels =
        section.values(
            "acr",
            LEVEL,
            "mfa=mfa",
            "What levels in policies are called by the provider, in `acr_values` and `acr`.");
    List<String> scopes =
        section.values(
            "scope",
            Kind.TEXT,
            "openid",
            "What is asked for; more where the claim that names people needs it.");
    section.end();
    if (client == null && secret == null) {
      return null;
    }
    if (client == null || secret == null || levels.isEmpty() || !scopes.contains("openid")) {
      section.report(
          section.where("clientId"),
          "stepUp needs clientId and secretFile, a level, and the scope openid");
      return null;
    }
    return new ProviderSettings.Login(client, secret, levels, scopes);
  }
}
