/// OpenID Shared Signals (SSF 1.0): tells other systems, as signed CAEP events, that a token was
/// revoked, changed, or that a principal's risk is another.
///
/// Events are made from the journal's records, whose place is kept together with them: none is lost
/// and none made twice, whatever ends when. They wait in the database until their receiver has
/// taken them.
@NullMarked
package dev.warder.notify.signal;

import org.jspecify.annotations.NullMarked;
