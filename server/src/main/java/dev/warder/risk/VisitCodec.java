package dev.warder.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A visit as bytes.
final class VisitCodec {
  private static final int MOST_VALUES = 65_536;

  private VisitCodec() {}

  static void write(Visit visit, DataOutput out) throws IOException {
    out.writeLong(visit.started);
    out.writeLong(visit.last);
    out.writeInt(visit.highest);
    out.writeBoolean(visit.denied);
    out.writeBoolean(visit.proven);
    out.writeByte(visit.change);
    out.writeInt(visit.known);
    out.writeInt(visit.failed);
    out.writeUTF(visit.zone == null ? "" : visit.zone.getId());
    for (int window = 0; window < Windows.PACES; window++) {
      out.writeInt(visit.peak(window));
    }
    out.writeFloat(visit.paths);
    out.writeInt(visit.values);
    for (int i = 0; i < visit.values; i++) {
      out.writeInt(visit.key(i));
      out.writeByte(visit.level(i));
    }
  }

  static Visit read(DataInput in) throws IOException {
    Visit visit = new Visit(in.readLong());
    visit.last = in.readLong();
    visit.highest = in.readInt();
    visit.denied = in.readBoolean();
    visit.proven = in.readBoolean();
    visit.change = (byte) OwnerCodec.length(in.readByte(), Changes.SWIFT);
    visit.known = in.readInt();
    visit.failed = in.readInt();
    String zone = in.readUTF();
    visit.zone = zone.isEmpty() ? null : OwnerCodec.zone(zone);
    for (int window = 0; window < Windows.PACES; window++) {
      visit.whole(window, in.readInt());
    }
    visit.paths = in.readFloat();
    int values = OwnerCodec.length(in.readInt(), MOST_VALUES);
    for (int i = 0; i < values; i++) {
      visit.restore(in.readInt(), OwnerCodec.length(in.readByte(), Traits.SEAT));
    }
    return visit;
  }
}
