package dev.warder.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A profile as bytes. Fractions are written by their bits.
final class ProfileCodec {
  private static final int MOST_VALUES = 65_536;

  private ProfileCodec() {}

  static void write(Profile profile, DataOutput out) throws IOException {
    for (int c = 0; c < Chain.COUNT; c++) {
      write(profile.slots(Chain.at(c)), out);
      out.writeInt(profile.whole(Profile.ADDED + c));
      out.writeInt(profile.whole(Profile.BEFORE + c));
    }
    boolean hours = profile.hours() != null;
    out.writeBoolean(hours);
    if (hours) {
      write(profile, Profile.HOURS, Hours.COUNTS, out);
      out.writeInt(profile.whole(Profile.LAST_HOUR));
    }
    write(profile, Profile.PEAKS, Windows.PACES, out);
    out.writeInt(profile.whole(Profile.PATHS));
    out.writeInt(profile.whole(Profile.VISITS));
    write(profile, Profile.SPREAD, Changes.DISJOINT, out);
    out.writeInt(profile.whole(Profile.BAD));
    out.writeInt(profile.whole(Profile.GOOD));
    out.writeInt(profile.whole(Profile.DAY));
    out.writeInt(profile.whole(Profile.DAYS));
  }

  static Profile read(Profile into, DataInput in) throws IOException {
    for (int c = 0; c < Chain.COUNT; c++) {
      read(into.slots(Chain.at(c)), in);
      into.whole(Profile.ADDED + c, in.readInt());
      into.whole(Profile.BEFORE + c, in.readInt());
    }
    if (in.readBoolean()) {
      into.hoursBegun();
      read(into, Profile.HOURS, Hours.COUNTS, in);
      into.whole(Profile.LAST_HOUR, in.readInt());
    }
    read(into, Profile.PEAKS, Windows.PACES, in);
    into.whole(Profile.PATHS, in.readInt());
    into.whole(Profile.VISITS, in.readInt());
    read(into, Profile.SPREAD, Changes.DISJOINT, in);
    into.whole(Profile.BAD, in.readInt());
    into.whole(Profile.GOOD, in.readInt());
    into.whole(Profile.DAY, in.readInt());
    into.whole(Profile.DAYS, in.readInt());
    return into;
  }

  private static void write(Slots slots, DataOutput out) throws IOException {
    for (int depth = 0; depth < slots.levels(); depth++) {
      out.writeFloat(slots.totalOf(depth));
    }
    out.writeInt(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      out.writeInt(slots.keyAt(i));
      out.writeFloat(slots.countAt(i));
      out.writeInt(slots.stampAt(i));
    }
  }

  private static void read(Slots slots, DataInput in) throws IOException {
    for (int depth = 0; depth < slots.levels(); depth++) {
      slots.restoreTotal(depth, in.readFloat());
    }
    int size = OwnerCodec.length(in.readInt(), MOST_VALUES);
    for (int i = 0; i < size; i++) {
      int key = in.readInt();
      float count = in.readFloat();
      int stamp = in.readInt();
      slots.restore(key, count, stamp);
      OwnerCodec.length(slots.depthAt(i), slots.levels() - 1);
    }
  }

  private static void write(Profile profile, int from, int count, DataOutput out)
      throws IOException {
    for (int i = from; i < from + count; i++) {
      out.writeInt(profile.whole(i));
    }
  }

  private static void read(Profile into, int from, int count, DataInput in) throws IOException {
    for (int i = from; i < from + count; i++) {
      into.whole(i, in.readInt());
    }
  }
}
