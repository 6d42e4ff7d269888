package dev.warder.risk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A token's history as bytes, with its open sessions.
final class TokenCodec {
  private static final int MOST_SESSIONS = 1024;
  private static final int MOST_OPERATIONS = 65_536;

  private TokenCodec() {}

  static void write(TokenHistory token, DataOutput out) throws IOException {
    out.writeUTF(token.tokenId);
    out.writeLong(token.last);
    out.writeFloat(token.usualGapDays);
    Profile own = token.own;
    out.writeBoolean(own != null);
    if (own != null) {
      ProfileCodec.write(own, out);
    }
    out.writeBoolean(!token.isResting());
    if (!token.isResting()) {
      windows(token, out);
    }
    changes(token, out);
    out.writeInt(token.count());
    for (int i = 0; i < token.count(); i++) {
      write(token.part(i), out);
    }
  }

  static TokenHistory read(DataInput in) throws IOException {
    TokenHistory token = new TokenHistory(in.readUTF());
    token.restored = true;
    token.last = in.readLong();
    token.usualGapDays = in.readFloat();
    if (in.readBoolean()) {
      token.own = ProfileCodec.read(new Profile(), in);
    }
    if (in.readBoolean()) {
      token.use();
      windows(in, token);
    }
    changes(in, token);
    int sessions = OwnerCodec.length(in.readInt(), MOST_SESSIONS);
    for (int i = 0; i < sessions; i++) {
      token.append(session(in));
    }
    return token;
  }

  /// An empty ring is written as one whose newest bucket is the least number.
  private static void windows(Windows windows, DataOutput out) throws IOException {
    for (int ring = 0; ring < Windows.RINGS; ring++) {
      out.writeLong(windows.newest(ring) == 0 ? Long.MIN_VALUE : windows.newest(ring));
      for (int i = 0; i < Windows.buckets(ring); i++) {
        out.writeInt(windows.whole(Windows.bucket(ring, i)));
      }
    }
    Paths paths = windows.paths();
    out.writeLong(paths.span());
    for (int i = 0; i < Paths.WORDS; i++) {
      out.writeLong(paths.newer(i));
      out.writeLong(paths.older(i));
    }
  }

  private static void windows(DataInput in, Windows windows) throws IOException {
    for (int ring = 0; ring < Windows.RINGS; ring++) {
      windows.newest(ring, Math.max(0, in.readLong()));
      for (int i = 0; i < Windows.buckets(ring); i++) {
        windows.whole(Windows.bucket(ring, i), in.readInt());
      }
    }
    Paths paths = windows.paths();
    paths.span(in.readLong());
    for (int i = 0; i < Paths.WORDS; i++) {
      paths.newer(i, in.readLong());
      paths.older(i, in.readLong());
    }
  }

  private static void changes(TokenHistory token, DataOutput out) throws IOException {
    out.writeInt(token.asn);
    out.writeInt(token.country);
    out.writeInt(token.product);
    out.writeBoolean(token.known);
    out.writeLong(token.placed);
    out.writeByte(token.nextChange);
    boolean any = token.changedAt.length > 0;
    for (int i = 0; i < Changes.KEPT; i++) {
      out.writeLong(any ? token.changedAt[i] : 0);
      out.writeByte(any ? token.kinds[i] : 0);
    }
  }

  private static void changes(DataInput in, TokenHistory token) throws IOException {
    token.asn = in.readInt();
    token.country = in.readInt();
    token.product = in.readInt();
    token.known = in.readBoolean();
    token.placed = in.readLong();
    token.nextChange = OwnerCodec.length(in.readByte(), Changes.KEPT - 1);
    for (int i = 0; i < Changes.KEPT; i++) {
      long at = in.readLong();
      byte kind = (byte) OwnerCodec.length(in.readByte(), Changes.SWIFT);
      if (at != 0) {
        token.changes().makeRoom();
        token.changedAt[i] = at;
        token.kinds[i] = kind;
      }
    }
  }

  private static void write(Session session, DataOutput out) throws IOException {
    out.writeInt(session.asn);
    out.writeInt(session.product);
    out.writeLong(session.last);
    out.writeDouble(session.evidence);
    out.writeInt(session.novel);
    out.writeFloat(session.silence);
    out.writeByte(session.word);
    out.writeInt(session.seen);
    for (int i = 0; i < session.seen; i++) {
      out.writeInt(session.operations[i]);
    }
    Visit visit = session.visit;
    out.writeBoolean(visit != null);
    if (visit != null) {
      VisitCodec.write(visit, out);
    }
  }

  private static Session session(DataInput in) throws IOException {
    Session session = new Session(in.readInt(), in.readInt(), in.readLong());
    session.evidence = in.readDouble();
    session.novel = in.readInt();
    session.silence = in.readFloat();
    session.word = (byte) OwnerCodec.length(in.readByte(), Ruled.COMPROMISED);
    int seen = OwnerCodec.length(in.readInt(), MOST_OPERATIONS);
    for (int i = 0; i < seen; i++) {
      session.saw(in.readInt());
    }
    if (in.readBoolean()) {
      session.visit = VisitCodec.read(in);
    }
    return session;
  }
}
