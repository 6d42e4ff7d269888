package dev.warder.audit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record without what no search asks for: most of a decision's bytes are the numbers that its
/// risk was computed from. For one thread.
final class Gist {
  private static final byte[] SEALED = Scan.name("sealed");
  private static final List<Member> DECISION =
      List.of(
          Member.none("node"),
          Member.none("gateway"),
          Member.none("action"),
          Member.none("latencyMicros"),
          Member.none("prev"),
          Member.of("attempt", Member.whole("source"), Member.whole("problem")),
          Member.of(
              "identity",
              Member.whole("principal"),
              Member.whole("keyId"),
              Member.of("token", Member.whole("id"))),
          Member.of("context", Member.of("place", Member.whole("country"))),
          Member.of("route", Member.whole("id")),
          Member.of("risk", Member.whole("score")));

  /// A member of an object, and what to keep of it.
  ///
  /// @param members those of its own that are kept; absent where it is kept whole or not at all
  private record Member(byte[] name, boolean kept, List<Member> members) {

    static Member none(String name) {
      return new Member(Scan.name(name), false, List.of());
    }

    static Member whole(String name) {
      return new Member(Scan.name(name), true, List.of());
    }

    static Member of(String name, Member... members) {
      return new Member(Scan.name(name), true, List.of(members));
    }
  }

  private final Scan scan = new Scan();
  private byte[] out = new byte[4096];
  private int length;

  /// @param decision as it stands in the journal
  byte[] of(byte[] decision) {
    scan.over(decision, 0, decision.length);
    length = 0;
    object(DECISION, true);
    return Arrays.copyOf(out, length);
  }

  /// @param others whether members that are not listed are kept
  private void object(List<Member> members, boolean others) {
    scan.take('{');
    put('{');
    boolean more = !scan.skip('}');
    boolean first = true;
    while (more) {
      int from = scan.at();
      Member member = named(members);
      boolean kept = member == null ? others || scan.skipName(SEALED) : member.kept();
      if (member == null && scan.at() == from) {
        scan.skipAnyName();
      }
      if (kept) {
        if (!first) {
          put(',');
        }
        first = false;
        value(from, member);
      } else {
        scan.skipValue();
      }
      more = scan.more();
    }
    put('}');
  }

  private @Nullable Member named(List<Member> members) {
    for (Member each : members) {
      if (scan.skipName(each.name())) {
        return each;
      }
    }
    return null;
  }

  private void value(int from, @Nullable Member member) {
    if (member != null && !member.members().isEmpty() && scan.isAt('{')) {
      copy(from);
      object(member.members(), false);
    } else {
      scan.skipValue();
      copy(from);
    }
  }

  private void put(char c) {
    room(1);
    out[length++] = (byte) c;
  }

  private void copy(int from) {
    int count = scan.at() - from;
    room(count);
    System.arraycopy(scan.bytes(), from, out, length, count);
    length += count;
  }

  private void room(int count) {
    if (out.length - length < count) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + count));
    }
  }
}
