package dev.warder.notify.outbox;

import dev.warder.notify.forward.Poster;
import dev.warder.notify.outbox.Channel.Destination;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Posts a notice in the form of Slack's incoming webhooks.
final class SlackSender implements Sender {
  private static final int LONGEST_SECTION = 2_900; // Slack takes 3,000 characters
  private static final int LONGEST_HEADER = 150;

  private final Destination.Slack slack;
  private final Poster poster;

  SlackSender(Destination.Slack slack) throws IOException {
    this.slack = slack;
    this.poster = new Poster(slack.tls(), null);
  }

  @Override
  public void send(Delivery delivery) throws IOException, InterruptedException {
    byte[] body = body(delivery.notice()).getBytes(StandardCharsets.UTF_8);
    var _ = poster.post(Senders.json(url(), delivery.notice()), body);
  }

  private URI url() throws IOException {
    try {
      URI url = new URI(slack.url().read().reveal());
      if ("https".equals(url.getScheme()) || "http".equals(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // its message would show the secret
    }
    throw new IOException("what should be the webhook's URL is none");
  }

  static String body(Notice notice) {
    ObjectNode body = NoticeJson.JSON.createObjectNode();
    body.put("text", escaped(notice.title()));
    ArrayNode blocks = body.putArray("blocks");
    ObjectNode header = blocks.addObject().put("type", "header");
    header
        .putObject("text")
        .put("type", "plain_text")
        .put("text", cut(notice.title(), LONGEST_HEADER));
    if (!notice.text().isBlank()) {
      section(blocks, escaped(notice.text()));
    }
    StringBuilder facts = new StringBuilder("*urgency*: " + notice.urgency().wire());
    notice
        .facts()
        .forEach((name, value) ->
            facts.append("\n*").append(escaped(name)).append("*: ").append(escaped(value)));
    section(blocks, facts.toString());
    return NoticeJson.JSON.writeValueAsString(body);
  }

  private static void section(ArrayNode blocks, String markdown) {
    ObjectNode section = blocks.addObject().put("type", "section");
    section.putObject("text").put("type", "mrkdwn").put("text", cut(markdown, LONGEST_SECTION));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /// Slack reads `<...>` as links and mentions: nobody's user agent shall write to the channel.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public void close() {
    poster.close();
  }
}
