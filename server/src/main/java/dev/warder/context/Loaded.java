package dev.warder.context;

import dev.warder.model.NetworkClass;

/// One file of intel, read and found good.
sealed interface Loaded {
  IntelInfo info();

  record Places(Mmdb mmdb, IntelInfo info) implements Loaded {}

  record Systems(Asns asns, IntelInfo info) implements Loaded {}

  record Networks(NetworkClass networkClass, Ranges ranges, IntelInfo info) implements Loaded {}
}
