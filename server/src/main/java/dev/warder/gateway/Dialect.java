package dev.warder.gateway;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.warder.http.ClientAnswer;

/// How one kind of gateway tells of a call in the headers of its own, and how it wants its no.
interface Dialect {
  Told told(RequestHeaders headers);

  /// The status with which this gateway refuses; it may be coarser than the answer's own.
  int status(ClientAnswer answer);

  /// What this gateway needs besides, to hand the answer on.
  void addTo(ResponseHeadersBuilder headers, ClientAnswer answer, byte[] body);
}
