package dev.warder.app.settings;

import dev.warder.model.Form;
import dev.warder.notify.forward.SecretSource;
import dev.warder.notify.forward.Target;
import dev.warder.notify.forward.Target.Destination;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads where records are forwarded to.
final class ForwardReader {
  private static final String FILE = "file";
  private static final String STDOUT = "stdout";
  private static final String SYSLOG = "syslog";
  private static final String HTTP = "http";
  private static final String OTEL = "otel";
  private static final String KAFKA = "kafka";
  private static final int LOCAL_0 = 16;

  static final Kind<String> NAME =
      new Kind<>(
          "name",
          (text, base) -> {
            if (!text.matches("[a-z0-9][a-z0-9_-]{0,40}")) {
              throw new IllegalArgumentException(
                  "must be of lower-case letters, digits, - and _, at most 41");
            }
            return text;
          });

  static final Kind<String> ADDRESS =
      new Kind<>(
          "HOST:PORT",
          (text, base) -> {
            if (!text.matches("(\\[[0-9A-Fa-f:.]+]|[^:\\s]+):[0-9]{1,5}")) {
              throw new IllegalArgumentException("must be HOST:PORT");
            }
            return text;
          });

  private static final Kind<String> RECEIVERS = Kind.choice(receivers());

  /// What stands in an item, whatever it is meant for.
  private record Given(
      @Nullable Path path,
      @Nullable String address,
      @Nullable URI url,
      Target.Tls tls,
      int facility,
      @Nullable SecretSource secret,
      @Nullable SecretSource authorization,
      @Nullable String servers,
      @Nullable String topic,
      @Nullable Path properties) {}

  private ForwardReader() {}

  private static Map<String, String> receivers() {
    Map<String, String> all = new LinkedHashMap<>();
    List.of(FILE, STDOUT, SYSLOG, HTTP, OTEL, KAFKA).forEach(each -> all.put(each, each));
    return all;
  }

  static List<Target> read(Section audit) {
    List<Tree> items =
        audit.items("forward", "list of sections", "[]", "Where records are handed on to.");
    List<Target> targets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Tree item : items == null ? List.<Tree>of() : items) {
      Target target = target(audit, item);
      if (target != null && !names.add(target.name())) {
        audit.report(item.where(), "two targets have the name " + target.name());
      } else if (target != null) {
        targets.add(target);
      }
    }
    return targets;
  }

  static void describe(Section audit) {
    var _ = target(audit, null);
  }

  private static @Nullable Target target(Section audit, @Nullable Tree item) {
    Section section = audit.item("forward", item);
    String name =
        section.optional("name", NAME, "What the target is called in metrics and logs; unique.");
    String to = section.optional("to", RECEIVERS, "What kind of receiver it is.");
    Form form =
        section.value(
            "format",
            Kind.choice(Ordered.of("jsonl", Form.JSONL, "ocsf", Form.OCSF, "ecs", Form.ECS)),
            "jsonl",
            "The form of the records.");
    boolean fromNow =
        section.value(
            "from",
            Kind.choice(Ordered.of("start", false, "now", true)),
            "start",
            "Where a new target begins: with the whole journal, or with what is recorded from now"
                + " on.");
    Given given = given(section);
    section.end();
    URI url = given.url();
    if (url != null && url.getUserInfo() != null) {
      section.report(section.where("url"), "must be a URL without a password");
      return null;
    }
    if (item == null) {
      return null;
    }
    if (name == null || to == null) {
      audit.report(item.where(), "a target needs name and to, for example {name: siem, to: file}");
      return null;
    }
    Destination destination = destination(to, given);
    if (destination == null) {
      audit.report(item.where(), "a target of kind " + to + " needs " + needed(to));
      return null;
    }
    return new Target(name, form, fromNow, destination);
  }

  private static Given given(Section section) {
    return new Given(
        section.optional("path", Kind.PATH, "`file`: the file, which lines are appended to."),
        section.optional("address", ADDRESS, "`syslog`: the receiver, by TLS."),
        section.optional("url", Kind.URL, "`http`, `otel`: where batches are posted to."),
        tls(section),
        section.value("facility", Kind.whole(0, 23), "" + LOCAL_0, "`syslog`: the facility."),
        secret(section, "secret", "`http`: signs each batch (HMAC-SHA-256)"),
        secret(section, "authorization", "`http`, `otel`: the value of the Authorization header"),
        section.optional(
            "servers", Kind.TEXT, "`kafka`: some of its brokers, HOST:PORT, commas between."),
        section.optional("topic", Kind.TEXT, "`kafka`: the topic."),
        section.optional(
            "properties",
            Kind.PATH,
            "`kafka`: a file with more settings of the producer (TLS, SASL), mode 0600."));
  }

  static Target.Tls tls(Section section) {
    return new Target.Tls(
        section.optional("ca", Kind.PATH, "Whom to trust, PEM, instead of the usual authorities."),
        section.optional("cert", Kind.PATH, "Our certificate, PEM, where one is asked for."),
        section.optional("key", Kind.PATH, "Its private key, PEM (PKCS #8)."));
  }

  static @Nullable SecretSource secret(Section section, String name, String meaning) {
    Path file = section.optional(name + "File", Kind.PATH, meaning + "; the file that holds it.");
    String variable =
        section.optional(
            name + "Variable", Kind.TEXT, meaning + "; the environment variable that holds it.");
    return file != null
        ? new SecretSource.InFile(file)
        : variable == null ? null : new SecretSource.InVariable(variable);
  }

  private static @Nullable Destination destination(String to, Given given) {
    return switch (to) {
      case FILE -> given.path() == null ? null : new Destination.Lines(given.path());
      case STDOUT -> new Destination.StandardOutput();
      case SYSLOG -> given.address() == null ? null : syslog(given.address(), given);
      case HTTP ->
          given.url() == null
              ? null
              : new Destination.Web(
                  given.url(), given.tls(), given.secret(), given.authorization());
      case KAFKA ->
          given.servers() == null || given.topic() == null
              ? null
              : new Destination.Kafka(given.servers(), given.topic(), given.properties());
      default ->
          given.url() == null
              ? null
              : new Destination.Otel(given.url(), given.tls(), given.authorization());
    };
  }

  private static Destination syslog(String address, Given given) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    boolean brackets = host.startsWith("[");
    return new Destination.Syslog(
        brackets ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(address.substring(colon + 1)),
        given.tls(),
        given.facility());
  }

  private static String needed(String to) {
    return switch (to) {
      case FILE -> "path";
      case SYSLOG -> "address";
      case KAFKA -> "servers and topic";
      default -> "url";
    };
  }
}
