package dev.warder.notify.forward;

import dev.warder.model.Handover;
import dev.warder.notify.forward.Target.Destination;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Opens what takes the records of a destination.
record Receivers(OutputStream standardOutput) {
  Receiver open(Destination destination) throws IOException {
    return switch (destination) {
      case Destination.Lines lines -> new LinesReceiver(lines.path());
      case Destination.StandardOutput output -> this::print;
      case Destination.Syslog syslog -> new SyslogReceiver(syslog);
      case Destination.Web web -> new WebReceiver(web);
      case Destination.Otel otel -> new OtelReceiver(otel);
      case Destination.Kafka kafka -> KafkaReceiver.open(kafka);
    };
  }

  private void print(List<Handover> records) throws IOException {
    StringBuilder text = new StringBuilder();
    records.forEach(record -> text.append(record.text()).append('\n'));
    synchronized (standardOutput) {
      standardOutput.write(text.toString().getBytes(StandardCharsets.UTF_8));
      standardOutput.flush();
    }
  }
}
