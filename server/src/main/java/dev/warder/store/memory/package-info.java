/// Everything in heap and nothing on disk: for tests, and for trials that may forget.
@NullMarked
package dev.warder.store.memory;

import org.jspecify.annotations.NullMarked;
