/// The house as tests see it from outside: which room may use which, and all of them together
/// behind a real port.
@NullMarked
package dev.warder;

import org.jspecify.annotations.NullMarked;
