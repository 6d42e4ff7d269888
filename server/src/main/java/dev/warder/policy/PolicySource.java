package dev.warder.policy;

/// The text of one policy as it was handed in.
///
/// @param name the file's name, by which errors and listings call it
public record PolicySource(String name, String yaml) {}
