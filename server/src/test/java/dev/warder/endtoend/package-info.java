/// The whole service as its users meet it: a process of its own, behind real gateways, killed at
/// random, fed with real logs.
@NullMarked
package dev.warder.endtoend;

import org.jspecify.annotations.NullMarked;
