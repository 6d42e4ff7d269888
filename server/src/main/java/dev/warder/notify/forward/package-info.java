/// Hands the journal's records on to other systems, each at its own pace.
///
/// A target reads the journal itself, so nothing queues up for one that is down, and nothing waits
/// for it. How far a target has come is kept on disk after its receiver has taken a batch: after a
/// crash on either side some records come twice, none is lost. Every record has its `seq` and `id`
/// in every form, so receivers can tell.
@NullMarked
package dev.warder.notify.forward;

import org.jspecify.annotations.NullMarked;
