package dev.warder.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// What the connection itself tells of who is at the other end.
public final class Connection {
  private Connection() {}

  /// SHA-256 in base64url of the certificate that the client opened it with (RFC 8705 section 3.1);
  /// absent where it showed none.
  public static @Nullable String clientThumbprint(ServiceRequestContext context) {
    SSLSession session = context.sslSession();
    if (session == null) {
      return null;
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (SSLPeerUnverifiedException none) {
      return null;
    } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("a certificate that was just checked cannot be read", e);
    }
  }
}
