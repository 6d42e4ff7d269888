/// The commands: what people and scripts type.
///
/// Each command is a small class that is handed its `Terminal`; `Cli` puts them together, turns
/// every failure into one line and a remedy, and maps it to an exit code. Nothing here decides
/// anything: commands talk to the running service over HTTP, or open files that the other rooms
/// understand.
@NullMarked
package dev.warder.app.cli;

import org.jspecify.annotations.NullMarked;
