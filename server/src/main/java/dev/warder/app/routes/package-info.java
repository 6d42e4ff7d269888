/// Guarded routes from the description that an API has of itself: OpenAPI 3.0 and 3.1.
///
/// Nothing is fetched: a reference to another file or address is refused. What the description
/// leaves open is taken in the strict way, and said.
@NullMarked
package dev.warder.app.routes;

import org.jspecify.annotations.NullMarked;
