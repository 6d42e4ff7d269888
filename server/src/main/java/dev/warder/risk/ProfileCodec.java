package dev.warder.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A profile as bytes.
final class ProfileCodec {
  private static final int MOST_VALUES = 65_536;

  private ProfileCodec() {}

  static void write(Profile profile, DataOutput out) throws IOException {
    for (int c = 0; c < Chain.COUNT; c++) {
      write(profile.slots(Chain.at(c)), out);
      out.writeFloat(profile.added[c]);
      out.writeFloat(profile.before[c]);
    }
    Hours hours = profile.hours;
    out.writeBoolean(hours != null);
    if (hours != null) {
      write(hours.counts, out);
      out.writeFloat(hours.total);
      out.writeInt(hours.lastHour);
    }
    write(profile.peaks, out);
    out.writeFloat(profile.paths);
    out.writeFloat(profile.visits);
    write(profile.spreadVisits, out);
    out.writeFloat(profile.bad);
    out.writeFloat(profile.good);
    out.writeInt(profile.day);
    out.writeInt(profile.days);
  }

  static Profile read(Profile into, DataInput in) throws IOException {
    for (int c = 0; c < Chain.COUNT; c++) {
      read(into.slots(Chain.at(c)), in);
      into.added[c] = in.readFloat();
      into.before[c] = in.readFloat();
    }
    if (in.readBoolean()) {
      Hours hours = new Hours();
      read(hours.counts, in);
      hours.total = in.readFloat();
      hours.lastHour = in.readInt();
      into.hours = hours;
    }
    read(into.peaks, in);
    into.paths = in.readFloat();
    into.visits = in.readFloat();
    read(into.spreadVisits, in);
    into.bad = in.readFloat();
    into.good = in.readFloat();
    into.day = in.readInt();
    into.days = in.readInt();
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

  private static void write(float[] values, DataOutput out) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static void read(float[] values, DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
  }
}
