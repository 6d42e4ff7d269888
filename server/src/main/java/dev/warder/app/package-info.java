/// The front of the house: starting it, its commands, and its composition.
///
/// `Main` is where the process begins. Everything else that it needs is handed to it.
@NullMarked
package dev.warder.app;

import org.jspecify.annotations.NullMarked;
