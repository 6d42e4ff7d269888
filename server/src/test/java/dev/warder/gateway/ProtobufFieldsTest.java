package dev.warder.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.CodedOutputStream;
import dev.warder.model.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProtobufFieldsTest {
  private final List<Object> read = new ArrayList<>();

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    writing.to(out);
    out.flush();
    return bytes.toByteArray();
  }

  /// The next field would otherwise be read from the middle of this one.
  @Test
  void aFieldOfAnotherTypeThanItIsAskedForAsIsPassedOver() throws IOException {
    byte[] message =
        written(out -> {
          out.writeUInt64(1, 7);
          out.writeFixed64(1, 7);
          out.writeFixed32(1, 7);
          out.writeString(2, "no number");
          out.writeUInt64(2, 8);
          out.writeString(1, "text");
        });
    ProtobufFields.of(
        message,
        (number, field) -> {
          if (number == 1) {
            field.string(read::add);
          } else {
            field.number(read::add);
          }
        });
    assertThat(read).containsExactly(8L, "text");
  }

  @Test
  void whatNobodyAsksForIsPassedOverAndNothingIsReadTwice() throws IOException {
    byte[] inner = written(out -> out.writeString(1, "inner"));
    byte[] message =
        written(out -> {
          out.writeString(9, "unknown");
          out.writeByteArray(3, inner);
          out.writeByteArray(3, inner);
        });
    ProtobufFields.of(
        message,
        (number, field) -> {
          if (number == 3) {
            field.message((n, nested) -> nested.string(read::add));
            field.string(read::add);
          }
        });
    assertThat(read).containsExactly("inner", "inner");
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    bytesAreReadOrRefused(bytes);
  }

  @FuzzTest(maxDuration = "5s")
  void hostileBytesAreReadOrRefused(FuzzedDataProvider data) {
    bytesAreReadOrRefused(data.consumeRemainingAsBytes());
  }

  private static void bytesAreReadOrRefused(byte[] bytes) {
    try {
      assertThat(EnvoyLogMessages.calls(bytes)).isNotNull();
      assertThat(EnvoyMessages.question(bytes).told()).isNotNull();
    } catch (Fault.Invalid refused) {
      assertThat(refused.publicText()).isNotEmpty();
    }
  }
}
