package dev.warder.notify.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Makes TLS contexts from files in PEM.
public final class Trust {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final char[] NO_PASSWORD = new char[0];

  private Trust() {}

  /// Absent where nothing is configured: then the Java runtime's own counts.
  public static @Nullable SSLContext context(Target.Tls tls) throws IOException {
    if (tls.ca() == null && tls.cert() == null) {
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(tls.ca() == null ? null : trusted(tls.ca()));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      Path cert = tls.cert();
      Path key = tls.key();
      keys.init(cert == null || key == null ? null : identity(cert, key), NO_PASSWORD);
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the TLS files cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore trusted(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : certificates(file)) {
      store.setCertificateEntry("ca" + number++, each);
    }
    return store;
  }

  private static KeyStore identity(Path cert, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    Certificate[] chain = certificates(cert).toArray(Certificate[]::new);
    store.setKeyEntry("own", privateKey(key), NO_PASSWORD, chain);
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException(file + " holds no private key in PKCS #8 (BEGIN PRIVATE KEY)");
    }
    byte[] key = Base64.getMimeDecoder().decode(text.substring(from + BEGIN.length(), to));
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
      } catch (InvalidKeySpecException e) {
        // it is one of another algorithm
      }
    }
    throw new IOException(file + " holds a key of an algorithm that is not known here");
  }
}
