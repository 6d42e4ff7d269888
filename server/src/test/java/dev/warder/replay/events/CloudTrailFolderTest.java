package dev.warder.replay.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudTrailFolderTest {
  @TempDir private Path folder;

  private static String event(String name, String agent, String more) {
    return "{\"eventTime\":\"2024-08-01T12:23:55Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\""
        + name
        + "\",\"sourceIPAddress\":\"203.0.113.9\",\"userAgent\":\""
        + agent
        + "\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::1:user/ann\",\"accessKeyId\":\"AKIA1\"}"
        + more
        + "}";
  }

  private List<Call> read() throws IOException {
    return new CloudTrailFolder().read(folder, bytes -> {});
  }

  @Test
  void recordsArraysAndLinesAreRead() throws IOException {
    String event = event("GetObject", "[Boto3/1.26]", ",\"readOnly\":true");
    Files.writeString(folder.resolve("a.json"), "{\"Records\":[" + event + "," + event + "]}");
    Files.writeString(folder.resolve("b.json"), "[\n" + event + "]");
    Files.writeString(folder.resolve("c.jsonl"), event + "\n" + event + "\n");
    List<Call> calls = read();
    assertThat(calls)
        .hasSize(5)
        .allSatisfy(call -> {
          assertThat(call.method() + " " + call.path()).isEqualTo("GET /s3/GetObject");
          assertThat(call.userAgent()).isEqualTo("Boto3/1.26");
          assertThat(call.token()).isEqualTo("AKIA1");
        });
  }

  @Test
  void errorsBecomeStatuses() throws IOException {
    String denied = event("PutObject", "x", ",\"errorCode\":\"AccessDenied\"");
    String missing = event("DeleteObject", "x", ",\"errorCode\":\"NoSuchKey\"");
    Files.writeString(folder.resolve("a.jsonl"), denied + "\n" + missing);
    assertThat(read()).extracting(Call::status).containsExactly(403, 404);
    assertThat(read()).extracting(Call::method).containsExactly("POST", "DELETE");
  }

  @Test
  void inAnArchiveTheFilesNameIsTheLabel() throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("x.tgz")))) {
      out.write(tar("attacks/StopTrail.json", "[" + event("StopLogging", "x", "") + "]"));
    }
    assertThat(read()).extracting(Call::label).containsExactly("StopTrail");
  }

  @Test
  void theAttackToolIsKnownByItsName() throws IOException {
    Files.writeString(
        folder.resolve("a.jsonl"), event("GetObject", "stratus-red-team_39f95f43", ""));
    assertThat(read()).extracting(Call::label).containsExactly("stratus");
  }

  @Test
  void aFolderWithoutLogsIsRefused() {
    assertThatThrownBy(this::read).hasMessageContaining("there are no CloudTrail logs");
  }

  private static byte[] tar(String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, header, 0, name.length());
    byte[] size = String.format("%011o", bytes.length).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = '0';
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.write(header);
    tar.write(bytes);
    tar.write(new byte[(512 - bytes.length % 512) % 512 + 1024]);
    return tar.toByteArray();
  }
}
