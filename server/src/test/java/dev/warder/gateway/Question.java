package dev.warder.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call that a gateway asks about, whatever its dialect.
///
/// @param authorization values of the call's `Authorization`
/// @param source what the gateway says of where the call comes from
/// @param more further headers of the call, `Name: value`
record Question(
    String method,
    @Nullable String host,
    String target,
    List<String> authorization,
    @Nullable String source,
    List<String> more) {

  static Question get(String target) {
    return new Question("GET", null, target, List.of(), null, List.of());
  }

  Question as(String token) {
    return authorizedBy("Bearer " + token);
  }

  Question authorizedBy(String value) {
    return new Question(method, host, target, and(authorization, value), source, more);
  }

  Question by(String other) {
    return new Question(other, host, target, authorization, source, more);
  }

  Question at(String host) {
    return new Question(method, host, target, authorization, source, more);
  }

  Question from(String address) {
    return new Question(method, host, target, authorization, address, more);
  }

  Question with(String header) {
    return new Question(method, host, target, authorization, source, and(more, header));
  }

  private static List<String> and(List<String> list, String one) {
    List<String> longer = new ArrayList<>(list);
    longer.add(one);
    return longer;
  }
}
