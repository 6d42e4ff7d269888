package dev.warder.app.cli;

import dev.warder.app.settings.Settings;
import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target;
import dev.warder.notify.outbox.Channel;
import dev.warder.notify.trace.Spans;
import dev.warder.react.signal.Provider;
import dev.warder.token.provider.ProviderSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files that a configuration names and that must be there before they are needed; those that
/// the service writes itself are not among them.
final class NamedFiles {
  private final List<Path> files = new ArrayList<>();
  private final @Nullable Path folder;

  NamedFiles(Settings settings) {
    folder = settings.policyFolder();
    settings.policy().forEach(this::file);
    file(settings.risk().model());
    file(settings.directory());
    file(settings.tactics());
    file(settings.intel().place());
    file(settings.intel().asn());
    settings.intel().networks().values().forEach(this::file);
    doors(settings);
    settings.audit().forward().forEach(target -> forward(target.destination()));
    settings.channels().forEach(channel -> notice(channel.destination()));
    settings.identity().providers().forEach(this::provider);
    settings.signals().from().stream().map(Provider::keys).forEach(this::fileOrAddress);
    Settings.Leaks leaks = settings.leaks();
    fileOrAddress(leaks.githubKeys());
    file(leaks.webhookSecret());
    if (settings.traces() != null) {
      Spans.Collector collector = settings.traces().collector();
      tls(collector.tls());
      secret(collector.authorization());
    }
  }

  /// Those that cannot be read, in the order of the configuration's reference.
  List<Path> unreadable() {
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        all.add(file);
      }
    }
    if (folder != null && !(Files.isReadable(folder) && Files.isDirectory(folder))) {
      all.add(folder);
    }
    return all;
  }

  private void doors(Settings settings) {
    Settings.Tls tls = settings.server().tls();
    if (tls != null) {
      file(tls.cert());
      file(tls.key());
      file(tls.clientCa());
    }
    if (settings.upstream() != null) {
      file(settings.upstream().clientCa());
    }
  }

  private void forward(Target.Destination destination) {
    switch (destination) {
      case Target.Destination.Lines(_), Target.Destination.StandardOutput() -> {} // written
      case Target.Destination.Syslog syslog -> tls(syslog.tls());
      case Target.Destination.Web web -> {
        tls(web.tls());
        secret(web.secret());
        secret(web.authorization());
      }
      case Target.Destination.Otel otel -> {
        tls(otel.tls());
        secret(otel.authorization());
      }
      case Target.Destination.Kafka kafka -> file(kafka.properties());
    }
  }

  private void notice(Channel.Destination destination) {
    switch (destination) {
      case Channel.Destination.Webhook webhook -> {
        tls(webhook.tls());
        secret(webhook.secret());
        secret(webhook.authorization());
      }
      case Channel.Destination.Slack slack -> {
        secret(slack.url());
        tls(slack.tls());
      }
      case Channel.Destination.Alertmanager alertmanager -> {
        tls(alertmanager.tls());
        secret(alertmanager.authorization());
      }
      case Channel.Destination.Mail mail -> {
        tls(mail.tls());
        secret(mail.password());
      }
    }
  }

  private void provider(ProviderSettings provider) {
    ProviderSettings.Introspection introspection = provider.introspection();
    ProviderSettings.Login login = provider.login();
    file(introspection == null ? null : introspection.secretFile());
    file(login == null ? null : login.secretFile());
  }

  private void tls(Target.Tls tls) {
    file(tls.ca());
    file(tls.cert());
    file(tls.key());
  }

  private void secret(@Nullable SecretSource secret) {
    if (secret instanceof SecretSource.InFile(Path path)) {
      file(path);
    }
  }

  private void fileOrAddress(@Nullable String at) {
    if (at != null && !at.startsWith("http://") && !at.startsWith("https://")) {
      file(Path.of(at));
    }
  }

  private void file(@Nullable Path file) {
    if (file != null) {
      files.add(file);
    }
  }
}
