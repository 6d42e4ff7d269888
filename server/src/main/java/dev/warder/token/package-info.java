/// Makes, digests, verifies, rotates and revokes tokens.
///
/// Checking a credential touches heap only: one keyed digest per pepper in use and one look-up.
/// Changing a token goes through a store that is durable before it answers; each change is prepared
/// first and carried out after, so that it can be journaled in between.
@NullMarked
package dev.warder.token;

import org.jspecify.annotations.NullMarked;
