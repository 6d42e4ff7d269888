package dev.warder.notify.outbox;

import dev.warder.model.Secret;
import dev.warder.notify.forward.Trust;
import dev.warder.notify.outbox.Channel.Destination;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Sends a notice as a mail of plain text, by SMTP.
///
/// A repetition has the same `Message-ID`, by which mail programs drop doubles.
final class MailSender implements Sender {
  private static final String CONNECT_MILLIS = "5000";
  private static final String ANSWER_MILLIS = "20000";

  private final Destination.Mail mail;
  private final Session session;

  MailSender(Destination.Mail mail) throws IOException {
    this.mail = mail;
    this.session = Session.getInstance(properties(mail));
  }

  private static Properties properties(Destination.Mail mail) throws IOException {
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    properties.put("mail.smtp.timeout", ANSWER_MILLIS);
    properties.put("mail.smtp.writetimeout", ANSWER_MILLIS);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    boolean starts = mail.security() == Channel.Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starts));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starts));
    boolean whole = mail.security() == Channel.Security.TLS;
    properties.put("mail.smtp.ssl.enable", Boolean.toString(whole));
    @Nullable SSLContext context = Trust.context(mail.tls());
    if (context != null) {
      properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    }
    return properties;
  }

  @Override
  public void send(Delivery delivery) throws IOException {
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = message(delivery);
      connect(transport);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw new IOException("the mail server does not take our user and password", e);
    } catch (MessagingException e) {
      throw new IOException("the mail server did not take it: " + firstLine(e), e);
    }
  }

  private void connect(Transport transport) throws MessagingException, IOException {
    if (mail.user() == null || mail.password() == null) {
      transport.connect(mail.host(), mail.port(), null, null);
    } else {
      Secret password = mail.password().read();
      transport.connect(mail.host(), mail.port(), mail.user(), password.reveal());
    }
  }

  private MimeMessage message(Delivery delivery) throws MessagingException {
    Notice notice = delivery.notice();
    String id = messageId(delivery);
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    message.setFrom(new InternetAddress(mail.from(), true));
    List<String> to = delivery.address().isEmpty() ? mail.to() : List.of(delivery.address());
    for (String each : to) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(each, true));
    }
    message.setSubject("[Warder] " + notice.title(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(notice.time()));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(text(notice), StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }

  private String messageId(Delivery delivery) {
    String all = delivery.notice().id() + " " + delivery.target() + " " + delivery.address();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      String host = mail.from().substring(mail.from().indexOf('@') + 1);
      return "<" + HexFormat.of().formatHex(hash, 0, 16) + "@" + host + ">";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Notice notice) {
    StringBuilder text = new StringBuilder(notice.text()).append("\n\n");
    text.append("urgency: ").append(notice.urgency().wire()).append('\n');
    notice.facts().forEach((name, value) -> text.append(name + ": " + value).append('\n'));
    return text.toString();
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
