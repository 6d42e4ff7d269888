/// Makes traffic of people, services and agents, and of those who attack them, by the generative
/// model that `docs/evaluation.md` states.
///
/// Nothing here knows how risk is computed. Whoever attacks knows what could be known at that
/// moment: never what comes later.
@NullMarked
package dev.warder.replay.simulate;

import org.jspecify.annotations.NullMarked;
