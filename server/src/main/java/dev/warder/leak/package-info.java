/// Reports of tokens that were found where they should not be, and the proof that a report comes
/// from who is trusted to make them.
///
/// A report counts only with a good signature over its very bytes; where the key for it cannot be
/// had, it is refused, to be sent again.
@NullMarked
package dev.warder.leak;

import org.jspecify.annotations.NullMarked;
