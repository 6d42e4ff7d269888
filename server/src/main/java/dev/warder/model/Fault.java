package dev.warder.model;

import org.jspecify.annotations.Nullable;

/// Something that keeps us from doing what was asked: a closed set, turned into a response in one
/// place.
///
/// The message is public and never holds a secret or anything internal; the cause never leaves.
public abstract sealed class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Fault(String publicText, @Nullable Throwable cause) {
    super(publicText, cause);
  }

  public String publicText() {
    return String.valueOf(getMessage());
  }

  /// What was sent cannot be read or makes no sense.
  public static final class Invalid extends Fault {
    private static final long serialVersionUID = 1L;

    public Invalid(String publicText) {
      super(publicText, null);
    }

    public Invalid(String publicText, Throwable cause) {
      super(publicText, cause);
    }
  }

  /// The caller of Warder itself did not prove who it is.
  public static final class Unauthenticated extends Fault {
    private static final long serialVersionUID = 1L;

    public Unauthenticated(String publicText) {
      super(publicText, null);
    }
  }

  /// The caller is known and lacks the scope that is named.
  public static final class Forbidden extends Fault {
    private static final long serialVersionUID = 1L;
    private final String scope;

    public Forbidden(String scope) {
      super("this needs scope " + scope, null);
      this.scope = scope;
    }

    public String scope() {
      return scope;
    }
  }

  public static final class NotFound extends Fault {
    private static final long serialVersionUID = 1L;

    public NotFound(String publicText) {
      super(publicText, null);
    }
  }

  /// The thing is not in the state that this needs.
  public static final class Conflict extends Fault {
    private static final long serialVersionUID = 1L;

    public Conflict(String publicText) {
      super(publicText, null);
    }
  }

  /// The thing changed since the caller looked (`If-Match`).
  public static final class Stale extends Fault {
    private static final long serialVersionUID = 1L;

    public Stale(String publicText) {
      super(publicText, null);
    }
  }

  /// Readable, but not acceptable as it is: a bad policy, a re-used idempotency key.
  public static final class Unprocessable extends Fault {
    private static final long serialVersionUID = 1L;

    public Unprocessable(String publicText) {
      super(publicText, null);
    }
  }

  /// A change that must name the state it is meant for (`If-Match`), and does not.
  public static final class Unconditional extends Fault {
    private static final long serialVersionUID = 1L;

    public Unconditional(String publicText) {
      super(publicText, null);
    }
  }

  public static final class TooLarge extends Fault {
    private static final long serialVersionUID = 1L;

    public TooLarge(String publicText) {
      super(publicText, null);
    }
  }

  /// The body is said to be of a kind that is not read here.
  public static final class UnsupportedMedia extends Fault {
    private static final long serialVersionUID = 1L;

    public UnsupportedMedia(String publicText) {
      super(publicText, null);
    }
  }

  /// Too many attempts; after a while there may be more.
  public static final class TooMany extends Fault {
    private static final long serialVersionUID = 1L;
    private final long seconds;

    public TooMany(String publicText, long seconds) {
      super(publicText, null);
      this.seconds = seconds;
    }

    /// After how many seconds there may be more.
    public long seconds() {
      return seconds;
    }
  }

  /// A store, the journal or the disk fails, or we are overloaded; trying later may help.
  public static final class Unavailable extends Fault {
    private static final long serialVersionUID = 1L;

    public Unavailable(String publicText, @Nullable Throwable cause) {
      super(publicText, cause);
    }
  }
}
