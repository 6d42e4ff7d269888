/// The words everyone speaks: what came in, who it was, how risky it looked, what was decided.
///
/// Values only, built on nothing but the JDK. Every room may use this one; it uses none.
@NullMarked
package dev.warder.model;

import org.jspecify.annotations.NullMarked;
