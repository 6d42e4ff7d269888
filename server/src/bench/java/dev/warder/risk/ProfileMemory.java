package dev.warder.risk;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Prints how much memory a principal takes, with everything that hangs on it: store, token,
/// histories, its share of the population's table.
///
/// After `mvn test-compile -Pbench`, in the folder `server` and with the class path of that
/// profile: `java -Xmx6g -XX:+UseCompactObjectHeaders -cp ... dev.warder.risk.ProfileMemory 1000
/// 10000 100000 1000000`.
public final class ProfileMemory {
  private ProfileMemory() {}

  public static void main(String[] arguments) {
    for (int principals : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray()) {
      ManyProfiles profiles = new ManyProfiles();
      long before = used();
      profiles.teach(principals);
      long taken = used() - before;
      System.out.printf("%,9d principals: %,d bytes each%n", principals, taken / principals);
      if (profiles.engine.profiles() != principals) {
        throw new IllegalStateException("not all are there");
      }
    }
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
