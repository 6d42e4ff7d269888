package dev.warder.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// All places that get copies of checkpoints.
final class Witnesses implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Witness> all = new ArrayList<>();

  Witnesses(Copies copies) {
    Path file = copies.file();
    if (file != null) {
      all.add(new Witness("file", checkpoint -> append(file, checkpoint)));
    }
    URI url = copies.url();
    if (url != null) {
      HttpClient client =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
      all.add(new Witness("url", checkpoint -> post(client, url, checkpoint)));
    }
    all.forEach(witness -> witness.start(copies.every().toMillis()));
  }

  void published(Checkpoint checkpoint) {
    all.forEach(witness -> witness.published(checkpoint));
  }

  Optional<String> trouble() {
    return all.stream().flatMap(witness -> witness.trouble().stream()).findFirst();
  }

  /// How many records the copy signs that lies furthest behind; absent where there is no place.
  OptionalLong copied() {
    return all.stream().mapToLong(Witness::copied).min();
  }

  /// Behind one another, each followed by an empty line, as in `journal/checkpoints`.
  private static void append(Path file, Checkpoint checkpoint) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer note = StandardCharsets.UTF_8.encode(checkpoint.note() + "\n");
      while (note.hasRemaining()) {
        channel.write(note);
      }
      channel.force(true);
    }
  }

  private static void post(HttpClient client, URI url, Checkpoint checkpoint)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("content-type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(checkpoint.note()))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("it answered " + status);
    }
  }

  @Override
  public void close() {
    all.forEach(Witness::close);
  }
}
