/// Asks Warder for decisions, with nothing but the JDK's own HTTP client.
@NullMarked
package dev.warder.client;

import org.jspecify.annotations.NullMarked;
