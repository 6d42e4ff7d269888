package dev.warder.audit;

import java.util.concurrent.CompletableFuture;

/// A record on its way to the writer, and who waits for it.
record Waiting(JsonWriter middle, Label label, CompletableFuture<Long> done) {
  Waiting(JsonWriter middle, Label label) {
    this(middle, label, new CompletableFuture<>());
  }
}
