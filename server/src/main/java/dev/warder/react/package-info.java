/// Carries out what policies want done about an incident: raises risk, restricts, asks for proof,
/// quarantines, revokes, tells.
///
/// Everything that is done is recorded before it is done, and no more is done in an hour than was
/// allowed: a detector that runs away cannot lock out a company.
@NullMarked
package dev.warder.react;

import org.jspecify.annotations.NullMarked;
