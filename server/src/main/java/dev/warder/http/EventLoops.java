package dev.warder.http;

import com.linecorp.armeria.common.FlagsProvider;
import com.linecorp.armeria.common.util.TransportType;

/// As many event loops as processors, where the library would have twice as many: none of ours ever
/// waits, and fewer of them find more calls at each wake-up. Options of the virtual machine
/// (`-Dcom.linecorp.armeria.numCommonWorkers`) come before.
public final class EventLoops implements FlagsProvider {
  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Integer numCommonWorkers(TransportType type) {
    return Runtime.getRuntime().availableProcessors();
  }
}
