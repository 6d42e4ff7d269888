package dev.warder.app.cli;

import dev.warder.app.settings.ConfigurationError;
import dev.warder.model.Fault;
import dev.warder.model.StartupFailure;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Explains what went wrong to somebody who has not read the source.
final class Failures {
  private Failures() {}

  /// Says what went wrong, and what to do about it.
  ///
  /// @param debug whether to show where it came from
  /// @return the exit code
  static int tell(Terminal terminal, Throwable failure, boolean debug) {
    Stop stop = explain(failure);
    say(terminal, stop.text(), stop.remedy());
    if (debug) {
      failure.printStackTrace(terminal.err());
    }
    return stop.exit();
  }

  static void say(Terminal terminal, String text, @Nullable String remedy) {
    terminal.err().println("warder: " + text);
    if (remedy != null) {
      terminal.err().println("        " + remedy);
    }
  }

  static Stop explain(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      Stop known = known(at);
      if (known != null) {
        return known;
      }
    }
    return Stop.environment(
        "something went wrong that should not: " + name(failure),
        "Run it again with --debug and report what it prints.",
        failure);
  }

  private static String name(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + Table.plain(message);
  }

  private static @Nullable Stop known(Throwable failure) {
    return switch (failure) {
      case Stop stop -> stop;
      case ConfigurationError wrong ->
          Stop.usage(
              "the configuration is wrong\n" + wrong.getMessage(),
              "See docs/configuration.md for all keys.");
      case StartupFailure failed -> start(failed);
      case Fault.Unavailable fault -> disk(fault);
      case Fault fault -> Stop.usage(fault.publicText(), "Try --help.");
      case BindException e -> port(e);
      case IOException e when String.valueOf(e.getMessage()).startsWith("bind(") -> port(e);
      case IOException e -> disk(e);
      case ReadOnlyFileSystemException e -> readOnly(e);
      default -> null;
    };
  }

  /// A disk that is full or read-only says so itself; otherwise the failure knows best.
  private static Stop start(StartupFailure failed) {
    Stop disk = unwritable(failed);
    String remedy = disk == null || disk.remedy() == null ? failed.remedy() : disk.remedy();
    String because = disk == null ? "" : ": " + disk.text();
    return Stop.environment(failed.getMessage() + because, remedy, failed);
  }

  private static Stop port(IOException e) {
    return Stop.environment(
        "the port is taken or not allowed: " + e.getMessage(),
        "Choose another with --port, or stop what listens there.",
        e);
  }

  private static @Nullable Stop unwritable(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String text = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains("no space left") || text.contains("disk is full")) {
        return Stop.environment("the disk is full", "Make room, then try again.", failure);
      }
      if (text.contains("read-only file system")) {
        return readOnly(failure);
      }
    }
    return null;
  }

  private static @Nullable Stop disk(Throwable failure) {
    Stop unwritable = unwritable(failure);
    if (unwritable != null) {
      return unwritable;
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof AccessDeniedException denied) {
        return Stop.environment(
            denied.getFile() + ": permission denied",
            "Check its owner and mode, or run as another user.",
            failure);
      }
      if (at instanceof NoSuchFileException missing) {
        return Stop.environment(missing.getFile() + " does not exist", "Check the path.", failure);
      }
    }
    if (failure instanceof Fault fault) {
      return Stop.environment(fault.publicText(), "Look at the log for the cause.", fault);
    }
    return failure instanceof FileSystemException file
        ? Stop.environment(file.getFile() + " cannot be used", "Check the path.", file)
        : null;
  }

  private static Stop readOnly(Throwable failure) {
    return Stop.environment(
        "the disk is mounted read-only", "Choose a writable folder with --data.", failure);
  }
}
