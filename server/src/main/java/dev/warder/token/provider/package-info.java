/// Believes tokens of OpenID providers: signed ones by the provider's published keys, opaque ones
/// by asking the provider.
///
/// Judging never waits. What has to be fetched is fetched beforehand, by nobody twice at a time,
/// and is kept with a bound; who it is and whether the token still holds is found anew on every
/// call.
@NullMarked
package dev.warder.token.provider;

import org.jspecify.annotations.NullMarked;
