package dev.warder.audit;

/// When a record counts as written.
public enum Durability {
  /// Once the kernel has it: killing the process loses nothing that was answered.
  KERNEL,
  /// Once the disk has it: losing power loses nothing that was answered. Many records share a
  /// flush.
  DISK
}
