package dev.warder.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/// The native library of SQLite, loaded from a copy in a folder that is this user's alone and is
/// gone when it is loaded.
///
/// Left to itself, the driver keeps a copy for as long as the process lives, and compares it with
/// the original byte by byte, which takes longer than all else that it does.
final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
  private static final String PATH = "org.sqlite.lib.path";

  private NativeLibrary() {}

  /// Blocks for some hundredths of a second at the first call. Where there is no copy to be had,
  /// the driver tries in its own way. Whoever opens a file meanwhile waits for the driver, and so
  /// for this.
  @SuppressWarnings("LockOnNonEnclosingClassLiteral") // the driver's own
  static void load() throws Exception {
    synchronized (SQLiteJDBCLoader.class) {
      if (System.getProperty(PATH) == null) {
        loadCopy();
      }
      var _ = SQLiteJDBCLoader.initialize();
    }
  }

  private static void loadCopy() throws Exception {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    Path folder = folder();
    Path copy = folder.resolve(name);
    folder.toFile().deleteOnExit(); // where the process ends meanwhile; the last one goes first
    copy.toFile().deleteOnExit();
    try (InputStream original = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (original != null) {
        Files.copy(original, copy);
        System.setProperty(PATH, folder.toString());
        var _ = SQLiteJDBCLoader.initialize();
      }
    } finally {
      System.clearProperty(PATH);
      remove(copy);
      remove(folder);
    }
  }

  /// Where the driver would put its copy.
  private static Path folder() throws IOException {
    String wanted = System.getProperty("org.sqlite.tmpdir");
    return wanted == null
        ? Files.createTempDirectory("warder-sqlite")
        : Files.createTempDirectory(Path.of(wanted), "warder-sqlite");
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("{} stays", path, e);
    }
  }
}
