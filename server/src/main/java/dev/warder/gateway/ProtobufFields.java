package dev.warder.gateway;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The fields of a protobuf message, one at a time, by their numbers on the wire. What nobody asks
/// for is left out, and so is what is of another type than it is asked for as.
///
/// For messages of which we read a few fields out of hundreds: the published classes of such are
/// large, and slow to load.
final class ProtobufFields {
  private final CodedInputStream in;
  private int tag;
  private boolean read;

  private ProtobufFields(CodedInputStream in) {
    this.in = in;
  }

  /// Reads the field that stands next, or does not.
  @FunctionalInterface
  interface Reader {
    void read(int number, ProtobufFields field) throws IOException;
  }

  /// Reads a message.
  ///
  /// @throws IOException where it is none
  static void of(byte[] message, Reader reader) throws IOException {
    new ProtobufFields(CodedInputStream.newInstance(message)).each(reader);
  }

  private void each(Reader reader) throws IOException {
    for (tag = in.readTag(); tag != 0; tag = in.readTag()) {
      read = false;
      reader.read(WireFormat.getTagFieldNumber(tag), this);
      if (!read) {
        in.skipField(tag);
      }
    }
  }

  private boolean is(int wireType) {
    if (!read && WireFormat.getTagWireType(tag) == wireType) {
      read = true;
      return true;
    }
    return false;
  }

  void message(Reader reader) throws IOException {
    if (is(WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
      int limit = in.pushLimit(in.readRawVarint32());
      new ProtobufFields(in).each(reader);
      in.popLimit(limit);
    }
  }

  void string(Consumer<String> into) throws IOException {
    if (is(WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
      into.accept(in.readStringRequireUtf8());
    }
  }

  void bytes(Consumer<byte[]> into) throws IOException {
    if (is(WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
      into.accept(in.readByteArray());
    }
  }

  void number(LongConsumer into) throws IOException {
    if (is(WireFormat.WIRETYPE_VARINT)) {
      into.accept(in.readInt64());
    }
  }
}
