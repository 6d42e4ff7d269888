package dev.warder.risk;

import dev.warder.model.Place;
import dev.warder.model.Principal;
import dev.warder.model.PrincipalKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An owner as bytes. Lengths are checked before anything is allocated.
final class OwnerCodec {
  private static final int MOST_TOKENS = 1024;
  private static final int MOST_HELD = 1024;
  private static final int MOST_SEATS = 1024;

  private OwnerCodec() {}

  static void write(Owner owner, DataOutput out) throws IOException {
    out.writeUTF(owner.principal.id());
    out.writeUTF(owner.principal.kind().wire());
    out.writeLong(owner.seq);
    out.writeLong(owner.learned);
    out.writeByte(owner.zones.size());
    for (int i = 0; i < owner.zones.size(); i++) {
      out.writeUTF(owner.zones.get(i).getId());
      out.writeFloat(owner.zoneCounts[i]);
    }
    point(owner, out);
    ProfileCodec.write(owner, out);
    out.writeInt(owner.count());
    for (int i = 0; i < owner.count(); i++) {
      TokenCodec.write(owner.part(i), out);
    }
    out.writeInt(owner.held.size());
    for (Owner.Held held : owner.held) {
      out.writeUTF(held.tokenId());
      out.writeLong(held.until());
      VisitCodec.write(held.visit(), out);
    }
    ruled(owner.ruled, out);
    out.writeInt(owner.seats.size());
    for (int i = 0; i < owner.seats.size(); i++) {
      out.writeInt(owner.seats.at(i));
    }
  }

  /// @param seats whether they were written: earlier versions had none
  static Owner read(DataInput in, boolean seats) throws IOException {
    String id = in.readUTF();
    Optional<PrincipalKind> kind = PrincipalKind.of(in.readUTF());
    Owner owner = new Owner(new Principal(id, kind.orElseThrow(() -> new IOException("kind"))));
    owner.seq = in.readLong();
    owner.floor = owner.seq;
    owner.learned = in.readLong();
    int zones = length(in.readByte(), Owner.MOST_ZONES);
    for (int i = 0; i < zones; i++) {
      owner.zones.add(zone(in.readUTF()));
      owner.zoneCounts[i] = in.readFloat();
    }
    point(in, owner);
    ProfileCodec.read(owner, in);
    int tokens = length(in.readInt(), MOST_TOKENS);
    for (int i = 0; i < tokens; i++) {
      owner.append(TokenCodec.read(in));
    }
    int held = length(in.readInt(), MOST_HELD);
    for (int i = 0; i < held; i++) {
      String tokenId = in.readUTF();
      long until = in.readLong();
      owner.held.add(new Owner.Held(tokenId, VisitCodec.read(in), until));
    }
    ruled(in, owner);
    int kept = seats ? length(in.readInt(), MOST_SEATS) : 0;
    for (int i = 0; i < kept; i++) {
      owner.seats.restore(in.readInt());
    }
    return owner;
  }

  private static void ruled(@Nullable Ruled ruled, DataOutput out) throws IOException {
    out.writeBoolean(ruled != null);
    if (ruled != null) {
      out.writeByte(ruled.next);
      for (int i = 0; i < Ruled.KEPT; i++) {
        out.writeLong(ruled.visits[i]);
        out.writeByte(ruled.words[i]);
      }
    }
  }

  private static void ruled(DataInput in, Owner owner) throws IOException {
    if (in.readBoolean()) {
      Ruled ruled = owner.rulings();
      ruled.next = length(in.readByte(), Ruled.KEPT - 1);
      for (int i = 0; i < Ruled.KEPT; i++) {
        ruled.visits[i] = in.readLong();
        ruled.words[i] = (byte) length(in.readByte(), Ruled.COMPROMISED);
      }
    }
  }

  private static void point(Owner owner, DataOutput out) throws IOException {
    Place.Point point = owner.point;
    out.writeBoolean(point != null);
    if (point != null) {
      out.writeDouble(point.latitude());
      out.writeDouble(point.longitude());
      out.writeDouble(point.radiusKm());
      out.writeLong(owner.pointTime);
    }
  }

  private static void point(DataInput in, Owner owner) throws IOException {
    if (in.readBoolean()) {
      owner.point = new Place.Point(in.readDouble(), in.readDouble(), in.readDouble());
      owner.pointTime = in.readLong();
    }
  }

  static ZoneId zone(String id) throws IOException {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IOException("unknown time zone", e);
    }
  }

  static int length(int length, int most) throws IOException {
    if (length < 0 || length > most) {
      throw new IOException("impossible length " + length);
    }
    return length;
  }
}
