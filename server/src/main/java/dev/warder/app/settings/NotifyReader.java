package dev.warder.app.settings;

import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target.Tls;
import dev.warder.notify.outbox.Channel;
import dev.warder.notify.outbox.Channel.Destination;
import dev.warder.notify.outbox.Channel.Security;
import dev.warder.notify.outbox.Notice;
import dev.warder.notify.outbox.Urgency;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads who is told of what should be known.
final class NotifyReader {
  private static final String WEBHOOK = "webhook";
  private static final String SLACK = "slack";
  private static final String MAIL = "mail";
  private static final String ALERTMANAGER = "alertmanager";

  private static final Kind<String> MAIL_ADDRESS =
      new Kind<>(
          "mail address",
          (text, base) -> {
            if (text.length() > 254 || !text.matches("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+")) {
              throw new IllegalArgumentException("must be a mail address such as ops@example.com");
            }
            return text;
          });

  private static final Kind<Urgency> URGENCY = Kind.choice(urgencies());
  private static final Kind<String> KINDS = Kind.choice(kinds());

  private record Given(
      @Nullable String address,
      @Nullable URI url,
      Tls tls,
      Security security,
      @Nullable String user,
      @Nullable String from,
      List<String> to,
      @Nullable SecretSource secret,
      @Nullable SecretSource authorization,
      @Nullable SecretSource secretUrl,
      @Nullable SecretSource password) {}

  private NotifyReader() {}

  private static Map<String, Urgency> urgencies() {
    Map<String, Urgency> all = new LinkedHashMap<>();
    for (Urgency each : Urgency.values()) {
      all.put(each.wire(), each);
    }
    return all;
  }

  private static Map<String, String> kinds() {
    Map<String, String> all = new LinkedHashMap<>();
    Notice.KINDS.forEach(each -> all.put(each, each));
    return all;
  }

  static List<Channel> read(Section notify) {
    List<Tree> items =
        notify.items("targets", "list of sections", "[]", "Who is told of incidents and the like.");
    List<Channel> channels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Tree item : items == null ? List.<Tree>of() : items) {
      Channel channel = channel(notify, item);
      if (channel != null && !names.add(channel.name())) {
        notify.report(item.where(), "two targets have the name " + channel.name());
      } else if (channel != null) {
        channels.add(channel);
      }
    }
    notify.end();
    return channels;
  }

  static void describe(Section notify) {
    var _ = channel(notify, null);
  }

  private static @Nullable Channel channel(Section notify, @Nullable Tree item) {
    Section section = notify.item("targets", item);
    String name =
        section.optional(
            "name", ForwardReader.NAME, "What the target is called in metrics and logs; unique.");
    String to =
        section.optional(
            "to",
            Kind.choice(
                Ordered.of(WEBHOOK, WEBHOOK, SLACK, SLACK, MAIL, MAIL, ALERTMANAGER, ALERTMANAGER)),
            "What kind of receiver it is.");
    Urgency least =
        section.value("least", URGENCY, "medium", "What is less urgent is not sent there.");
    List<String> kinds =
        section.values(
            "kinds",
            KINDS,
            "",
            "What is sent there: `incident`, `reaction` (what was done about one), `challenge` (an"
                + " owner is asked for a word), `leak` (a token was found in public); everything"
                + " where none is named.");
    Given given = given(section);
    section.end();
    if (item == null) {
      return null;
    }
    if (name == null || to == null) {
      notify.report(
          item.where(), "a target needs name and to, for example {name: ops, to: webhook}");
      return null;
    }
    Destination destination = destination(to, given);
    if (destination == null) {
      notify.report(item.where(), "a target of kind " + to + " needs " + needed(to));
      return null;
    }
    return new Channel(name, least, Set.copyOf(kinds), destination);
  }

  private static Given given(Section section) {
    return new Given(
        section.optional("address", ForwardReader.ADDRESS, "`mail`: the mail server."),
        section.optional(
            "url",
            Kind.URL,
            "`webhook`, `alertmanager`: where it is; without `/api` for the latter."),
        ForwardReader.tls(section),
        section.value(
            "security",
            Kind.choice(
                Ordered.of(
                    "starttls", Security.STARTTLS, "tls", Security.TLS, "none", Security.NONE)),
            "starttls",
            "`mail`: how the server is spoken to; `none` only on this machine."),
        section.optional("user", Kind.TEXT, "`mail`: whom we log in as, where that is wanted."),
        section.optional("from", MAIL_ADDRESS, "`mail`: the sender."),
        section.values(
            "recipients",
            MAIL_ADDRESS,
            "",
            "`mail`: who gets what is for operators; without any, only owners are written to."),
        ForwardReader.secret(section, "secret", "`webhook`: signs each message (HMAC-SHA-256)"),
        ForwardReader.secret(
            section,
            "authorization",
            "`webhook`, `alertmanager`: the value of the Authorization header"),
        ForwardReader.secret(section, "url", "`slack`: the webhook's URL, which is a secret"),
        ForwardReader.secret(section, "password", "`mail`: the password of `user`"));
  }

  private static @Nullable Destination destination(String to, Given given) {
    URI url = given.url();
    return switch (to) {
      case WEBHOOK ->
          url == null || url.getUserInfo() != null
              ? null
              : new Destination.Webhook(url, given.tls(), given.secret(), given.authorization());
      case SLACK ->
          given.secretUrl() == null ? null : new Destination.Slack(given.secretUrl(), given.tls());
      case ALERTMANAGER ->
          url == null || url.getUserInfo() != null
              ? null
              : new Destination.Alertmanager(url, given.tls(), given.authorization());
      default -> mail(given);
    };
  }

  private static @Nullable Destination mail(Given given) {
    String address = given.address();
    String from = given.from();
    if (address == null || from == null || (given.user() == null) != (given.password() == null)) {
      return null;
    }
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    boolean brackets = host.startsWith("[");
    return new Destination.Mail(
        brackets ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(address.substring(colon + 1)),
        given.security(),
        given.tls(),
        given.user(),
        given.password(),
        from,
        given.to());
  }

  private static String needed(String to) {
    return switch (to) {
      case SLACK -> "urlFile or urlVariable";
      case MAIL -> "address and from; and a password where it has a user";
      default -> "url, without a password in it";
    };
  }
}
