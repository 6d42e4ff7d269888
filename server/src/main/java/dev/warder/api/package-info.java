/// The management of a running Warder over HTTP: tokens, policies, recorded decisions, the audit
/// journal, observations, intel, health and metrics.
///
/// `ManagementApi` is the way in. Each resource is one small class that offers operations; `Desk`
/// stands before all of them: it finds out who is calling, asks for the scope, and sees to it that
/// every call leaves a record. What changes something is written to the journal before it is done;
/// where that fails, it is not done.
@NullMarked
package dev.warder.api;

import org.jspecify.annotations.NullMarked;
