package dev.warder.model;

import org.jspecify.annotations.Nullable;

/// Whoever a token speaks for: a value, the same wherever name and kind are the same.
///
/// Each object has room for three notes, in which whoever keeps much of a principal may write where
/// it keeps it: three, so that all places are gone to at once. They say nothing of the principal,
/// and are no part of what is compared, written or printed. Whoever reads them must know its own
/// from somebody else's, and do without them.
public final class Principal {
  private final String id;
  private final PrincipalKind kind;

  private volatile @Nullable Object note;
  private volatile @Nullable Object second;
  private volatile @Nullable Object third;

  public Principal(String id, PrincipalKind kind) {
    this.id = id;
    this.kind = kind;
  }

  public String id() {
    return id;
  }

  public PrincipalKind kind() {
    return kind;
  }

  public @Nullable Object note() {
    return note;
  }

  public @Nullable Object secondNote() {
    return second;
  }

  public @Nullable Object thirdNote() {
    return third;
  }

  public void note(
      @Nullable Object newNote, @Nullable Object newSecond, @Nullable Object newThird) {
    third = newThird;
    second = newSecond;
    note = newNote;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Principal principal
            && kind == principal.kind
            && id.equals(principal.id));
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + kind.hashCode();
  }

  @Override
  public String toString() {
    return "Principal[id=" + id + ", kind=" + kind + "]";
  }
}
