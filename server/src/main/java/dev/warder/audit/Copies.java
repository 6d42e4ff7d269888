package dev.warder.audit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where checkpoints are copied to, so that cutting off the journal's end is seen from outside.
///
/// @param file each copy is appended to it; absent for none
/// @param url each copy is posted to it as text; absent for none
/// @param every how often the newest is copied
public record Copies(@Nullable Path file, @Nullable URI url, Duration every) {

  public static final Copies NONE = new Copies(null, null, Duration.ofSeconds(10));

  public Copies {
    if (url != null && !isPlain(url)) {
      throw new IllegalArgumentException(
          "checkpoints are copied to an http or https URL without a password or a fragment");
    }
  }

  private static boolean isPlain(URI url) {
    String scheme = url.getScheme();
    return ("http".equals(scheme) || "https".equals(scheme))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null;
  }
}
