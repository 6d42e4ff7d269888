package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// An authority, a server and a client that it vouches for, made by the JDK's own keytool.
final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  static Certificates make(Path folder) throws Exception {
    Files.createDirectories(folder);
    Certificates made = new Certificates(folder);
    made.keytool("-genkeypair -alias ca -dname CN=ca -ext bc:c -keystore ca.p12");
    made.keytool("-exportcert -rfc -alias ca -file ca.pem -keystore ca.p12");
    made.issue("server", "san=ip:127.0.0.1");
    made.issue("client", "eku=clientAuth");
    return made;
  }

  private void issue(String name, String extension) throws Exception {
    String store = " -keystore " + name + ".p12";
    keytool("-genkeypair -alias " + name + " -dname CN=" + name + store);
    keytool("-certreq -alias " + name + " -file " + name + ".csr" + store);
    keytool(
        "-gencert -rfc -alias ca -ext "
            + extension
            + " -infile "
            + name
            + ".csr -outfile "
            + name
            + ".pem -keystore ca.p12");
    keytool("-importcert -noprompt -alias ca -file ca.pem" + store);
    keytool("-importcert -noprompt -alias " + name + " -file " + name + ".pem" + store);
    Key key = store(name).getKey(name, PASSWORD.toCharArray());
    String pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Files.writeString(
        file(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
  }

  private void keytool(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments.split(" ")));
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC")); // starts faster
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    if (command.contains("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"));
    }
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).as(arguments).isZero();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  private KeyStore store(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /// Trusts this authority's servers and shows a client certificate of `issuer`.
  SSLContext client(Certificates issuer) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(issuer.store("client"), PASSWORD.toCharArray());
    return context(keys.getKeyManagers());
  }

  SSLContext anonymous() throws IOException, GeneralSecurityException {
    return context(null);
  }

  private SSLContext context(KeyManager @Nullable [] keys)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store("client"));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }
}
