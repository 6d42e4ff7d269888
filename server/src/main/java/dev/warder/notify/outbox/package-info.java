/// Tells people and their tools: messages wait in a durable outbox until each target has taken
/// them.
///
/// A message is stored before `send` returns, is sent at least once, and always with the same
/// identifier, so that a receiver can tell a repetition. Each target has a thread of its own: one
/// that is down keeps none of the others waiting.
@NullMarked
package dev.warder.notify.outbox;

import org.jspecify.annotations.NullMarked;
