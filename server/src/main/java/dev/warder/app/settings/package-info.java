/// What can be configured: read from `warder.yaml`, the environment and the command line, checked
/// whole before anything starts.
///
/// `SettingsReader` is the schema: each key is named, typed, defaulted and explained where it is
/// read, and `docs/configuration.md` is printed from the same calls. Nothing is guessed: an unknown
/// or doubled key, a value out of range or an unreadable file is an error with its place.
@NullMarked
package dev.warder.app.settings;

import org.jspecify.annotations.NullMarked;
