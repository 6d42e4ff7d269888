package dev.warder.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that can be asked of the management interface: where, by whom, and what it means.
///
/// @param scope that the caller needs; `warder:admin` stands for all
/// @param changes whether it does more than look
record Operation(
    String method, String template, String scope, boolean changes, Meaning meaning, Work work) {

  /// Carries out an operation for a caller that may ask for it.
  interface Work {
    Reply answer(Asked asked);
  }

  /// What its documentation says.
  ///
  /// @param status of the good answer
  /// @param takes the schema of the body, absent where there is none
  /// @param gives the schema of the good answer, absent where it is not JSON
  /// @param query names of the query's parameters
  record Meaning(
      String summary,
      int status,
      @Nullable String takes,
      @Nullable String gives,
      List<String> query) {
    Meaning {
      query = List.copyOf(query);
    }
  }

  static Operation read(String template, String scope, Meaning meaning, Work work) {
    return new Operation("GET", template, scope, false, meaning, work);
  }

  static Operation change(
      String method, String template, String scope, Meaning meaning, Work work) {
    return new Operation(method, template, scope, true, meaning, work);
  }

  /// How much of a body is taken; 0 for what the server takes of every request.
  long most() {
    return meaning.takes() != null && meaning.takes().equals(Schemas.FILE) ? IntelApi.MOST : 0;
  }

  /// How long it may take; zero for what the server gives every request.
  Duration within() {
    if (Schemas.FORGOTTEN.equals(meaning.gives())) {
      return Erasure.WITHIN;
    }
    return most() > 0 ? IntelApi.WITHIN : Duration.ZERO;
  }
}
