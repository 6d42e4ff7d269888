/// How far a call departs from how its principal and its token are normally used.
///
/// `RiskEngine` compares a call's context with an `Owner`'s history, term by term; each term turns
/// recorded numbers into points of log-odds, and nothing but those numbers, so that a record can be
/// computed again. History is learned when a stretch of use closes, if it looked trustworthy. All
/// figures stand in a versioned `RiskModel`. Profiles live behind `ProfileStore`; `Snapshots`
/// carries them over a restart, the journal's tail does the rest.
@NullMarked
package dev.warder.risk;

import org.jspecify.annotations.NullMarked;
