package dev.warder.notify.outbox;

import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target.Tls;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somewhere that notices are sent to, as configured.
///
/// @param name short and unique
/// @param least notices below this are not for it
/// @param kinds of notices that are for it; empty for all
public record Channel(String name, Urgency least, Set<String> kinds, Destination destination) {
  public Channel {
    kinds = Set.copyOf(kinds);
  }

  boolean wants(Notice notice) {
    return notice.urgency().compareTo(least) >= 0
        && (kinds.isEmpty() || kinds.contains(notice.kind()));
  }

  boolean isMail() {
    return destination instanceof Destination.Mail;
  }

  /// A mail server without addresses of its own is for owners alone.
  boolean isForOperators() {
    return !(destination instanceof Destination.Mail mail) || !mail.to().isEmpty();
  }

  /// What takes the notices.
  public sealed interface Destination {
    /// Our own JSON in a POST.
    ///
    /// @param secret signs each (HMAC-SHA-256)
    /// @param authorization the value of that header
    record Webhook(
        URI url, Tls tls, @Nullable SecretSource secret, @Nullable SecretSource authorization)
        implements Destination {}

    /// A Slack incoming webhook, or what understands the same (Mattermost, Rocket.Chat).
    ///
    /// @param url holds what proves us, so it is a secret
    record Slack(SecretSource url, Tls tls) implements Destination {}

    /// Prometheus Alertmanager, or what has its API (version 2).
    ///
    /// @param url up to `/api`
    record Alertmanager(URI url, Tls tls, @Nullable SecretSource authorization)
        implements Destination {}

    /// Mail by SMTP.
    ///
    /// @param user absent where no login is needed
    /// @param to who gets what is for operators
    record Mail(
        String host,
        int port,
        Security security,
        Tls tls,
        @Nullable String user,
        @Nullable SecretSource password,
        String from,
        List<String> to)
        implements Destination {
      public Mail {
        to = List.copyOf(to);
      }
    }
  }

  /// How a mail server is spoken to.
  public enum Security {
    /// Plain text: for a server on this machine.
    NONE,
    /// Plain at first, then TLS, or nothing is sent.
    STARTTLS,
    TLS
  }
}
