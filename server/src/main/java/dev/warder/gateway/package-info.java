/// The doors that gateways knock at: one small class per dialect, over one reader and one renderer.
///
/// A dialect tells `AttemptReader` where on its wire the facts of a call stand, and `ClientAnswer`
/// renders what was decided. The gateway proves itself first (`Gatekeeper`). What can be read in
/// two ways is not guessed at: the call is recorded and refused.
@NullMarked
package dev.warder.gateway;

import org.jspecify.annotations.NullMarked;
