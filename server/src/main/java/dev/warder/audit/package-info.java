/// The journal: what was decided and done, in order, provably whole.
///
/// Records are lines of JSON in append-only segments. Each names the hash of the line before it,
/// and all of them are the leaves of a Merkle tree whose head is signed every second. One thread
/// writes; whoever appends gets a future that completes once the record is safe, or fails, and then
/// must not answer as if it had been written. Reading and verifying need the files alone.
@NullMarked
package dev.warder.audit;

import org.jspecify.annotations.NullMarked;
