/// Acts on what an identity provider tells by OpenID Shared Signals: sessions that were revoked,
/// credentials that were stolen, accounts that were disabled.
///
/// An event counts only with a good signature, from a transmitter that is configured, for us, and
/// once.
@NullMarked
package dev.warder.react.signal;

import org.jspecify.annotations.NullMarked;
