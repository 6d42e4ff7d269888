package dev.warder.gateway;

import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.Call;
import dev.warder.http.ClientAnswer;

/// How one kind of gateway tells of a call in headers, and how it wants its no.
interface Dialect {
  Told told(Call call);

  /// The status with which this gateway refuses; it may be coarser than the answer's own.
  int status(ClientAnswer answer);

  /// What this gateway needs besides, where a call passes.
  default void addTo(ResponseHeadersBuilder headers) {}

  /// What this gateway needs besides, to hand a refusal on.
  void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body);
}
