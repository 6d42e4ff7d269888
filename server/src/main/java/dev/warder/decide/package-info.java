/// The one pipeline that every call goes through: deadline, order of steps, fail-closed.
///
/// `Decider` hands values along from room to room and knows none of their insides. Whatever fails
/// on the way becomes the route's failure mode; what cannot be recorded is denied.
@NullMarked
package dev.warder.decide;

import org.jspecify.annotations.NullMarked;
