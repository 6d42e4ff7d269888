/// Compiles written policies and judges calls by them.
///
/// A policy is a YAML file of rules whose conditions are CEL expressions. It is checked in full
/// when it is loaded: every error names its file, line and column, and nothing that does not check
/// comes into force. Judging is pure: the same call under the same revision always gets the same
/// answer, and an expression that fails denies. This is the only room that knows CEL.
@NullMarked
package dev.warder.policy;

import org.jspecify.annotations.NullMarked;
