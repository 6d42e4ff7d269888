package dev.warder.gateway;

import dev.warder.model.Fault;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Certificates of clients, as gateways tell them: as RFC 9440 has it (`:base64:`), or as PEM,
/// percent-encoded or not (nginx, Envoy).
final class ClientCertificates {
  private static final int LONGEST = 16 * 1024;
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private ClientCertificates() {}

  /// Of the one value of a header; absent where it is not there or empty, which is how gateways say
  /// that no certificate was shown.
  ///
  /// @throws Fault.Invalid where it is there twice, or no certificate
  static @Nullable String thumbprint(Iterator<String> values) {
    @Nullable String found = null;
    while (values.hasNext()) {
      if (found != null) {
        throw new Fault.Invalid("the client's certificate is there twice");
      }
      found = values.next();
    }
    return thumbprint(found);
  }

  /// SHA-256 of the certificate in base64url (RFC 8705 section 3.1).
  ///
  /// @throws Fault.Invalid where it is no certificate
  static @Nullable String thumbprint(@Nullable String told) {
    if (told == null || told.isBlank()) {
      return null;
    }
    if (told.length() > LONGEST) {
      throw notOne(null);
    }
    try {
      byte[] der = der(told.strip());
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      byte[] whole = factory.generateCertificate(new ByteArrayInputStream(der)).getEncoded();
      if (!MessageDigest.isEqual(der, whole)) {
        throw notOne(null);
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (IllegalArgumentException | CertificateException e) {
      throw notOne(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] der(String told) {
    if (told.length() > 2 && told.startsWith(":") && told.endsWith(":")) {
      return Base64.getDecoder().decode(told.substring(1, told.length() - 1));
    }
    String pem =
        told.indexOf('%') < 0
            ? told
            : URLDecoder.decode(told.replace("+", "%2B"), StandardCharsets.UTF_8);
    String inside = pem.strip();
    if (!inside.startsWith(BEGIN) || !inside.endsWith(END)) {
      throw notOne(null);
    }
    String base64 = inside.substring(BEGIN.length(), inside.length() - END.length());
    return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
  }

  private static Fault.Invalid notOne(@Nullable Exception cause) {
    String text = "the client's certificate cannot be read";
    return cause == null ? new Fault.Invalid(text) : new Fault.Invalid(text, cause);
  }
}
