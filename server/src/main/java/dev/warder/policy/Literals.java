package dev.warder.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.warder.model.Address;
import dev.warder.model.Cidr;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The networks, patterns and durations that the expressions of one set of policies write in
/// quotes: checked and parsed while these are compiled, only looked up while calls are judged.
///
/// Filled by one thread before the set is published, and never after.
final class Literals {
  /// Instructions of a compiled pattern.
  private static final int LARGEST_PATTERN = 400;

  private final Steps steps;
  private final Map<String, Cidr> networks = new HashMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Map<String, Duration> durations = new HashMap<>();

  Literals(Steps steps) {
    this.steps = steps;
  }

  /// What is wrong with a network, or nothing.
  Optional<String> addNetwork(String text) {
    Optional<Cidr> network = Cidr.parse(text);
    network.ifPresent(n -> networks.put(text, n));
    return network.isPresent()
        ? Optional.empty()
        : Optional.of(Problems.quote(text) + " is not a network such as 10.0.0.0/8");
  }

  Optional<String> addPattern(String text) {
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() > LARGEST_PATTERN) {
        return Optional.of("the pattern is too large; write it without big repetitions");
      }
      patterns.put(text, pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("this is not an RE2 pattern: " + e.getDescription());
    }
  }

  void addDuration(String text, Duration duration) {
    durations.put(text, duration);
  }

  /// False also where the text is not an address.
  boolean isInNetwork(String address, String network) {
    Cidr cidr = networks.get(network);
    Optional<Address> parsed = Address.parse(address);
    return cidr != null && parsed.isPresent() && cidr.contains(parsed.get());
  }

  /// False also where the text is not an address.
  boolean isInNetworks(String address, List<?> named) {
    Optional<Address> parsed = Address.parse(address);
    return parsed.isPresent()
        && named.stream()
            .map(networks::get)
            .anyMatch(cidr -> cidr != null && cidr.contains(parsed.get()));
  }

  /// A step is an instruction at a character: RE2 takes linear time, and the steps bound the line.
  boolean matches(String text, String pattern) {
    Pattern compiled = patterns.get(pattern);
    if (compiled == null) {
      throw new IllegalArgumentException("not a pattern that was written in the policy");
    }
    steps.take((long) compiled.programSize() * (text.length() + 1L));
    return compiled.matcher(text).find();
  }

  Duration duration(String text) {
    Duration duration = durations.get(text);
    if (duration == null) {
      throw new IllegalArgumentException("not a duration that was written in the policy");
    }
    return duration;
  }
}
