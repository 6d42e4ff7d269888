/// Measures how well calls that are not the owner's are told from those that are.
///
/// A `Trial` is the service without its doors: it scores each call with what was learned before,
/// judges it by the default policy, and learns what the service would have learned. A `Ledger`
/// keeps what came out, and the rest turns ledgers into figures.
@NullMarked
package dev.warder.replay.evaluate;

import org.jspecify.annotations.NullMarked;
