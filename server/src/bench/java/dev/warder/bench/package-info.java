/// How fast a decision is, and beside what. See `docs/performance.md`.
@NullMarked
package dev.warder.bench;

import org.jspecify.annotations.NullMarked;
