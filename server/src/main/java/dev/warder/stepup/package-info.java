/// Challenges and how they are met: a one-time code, a passkey, a recovery code, an owner's word.
///
/// A decision that asks for more proof opens a challenge or finds the one that is open for the same
/// cause, in heap alone; what is to be kept is written behind the answer. Proofs are checked off
/// the decision path, under a lock for each person, and count only once their record and their row
/// are durable.
@NullMarked
package dev.warder.stepup;

import org.jspecify.annotations.NullMarked;
