/// A scripted world to watch Warder at work in: a small company, a week of its normal calls, and
/// five ways in which tokens are abused.
///
/// The script only says who calls what from where. Every verdict comes from the service itself,
/// asked over HTTP like by any gateway, at times on a scripted clock.
@NullMarked
package dev.warder.app.demo;

import org.jspecify.annotations.NullMarked;
