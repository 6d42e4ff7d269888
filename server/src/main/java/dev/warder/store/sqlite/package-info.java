/// The embedded default: everything that must outlive the process in one SQLite file.
///
/// Nothing is acknowledged before it is durable (`synchronous=FULL`). What decisions need is kept
/// in heap and written through, so that a decision never waits for the file. A file that cannot be
/// written (full, read-only) becomes `Fault.Unavailable`; a file that cannot be opened stops the
/// start with a `StartupFailure`.
@NullMarked
package dev.warder.store.sqlite;

import org.jspecify.annotations.NullMarked;
