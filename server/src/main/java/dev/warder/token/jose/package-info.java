/// Reads and checks what is signed with JOSE (RFC 7515 to 7519), strictly.
///
/// Everything here is handed to us by strangers: it is bounded in size, depth and number, and what
/// could be read in two ways is refused before any library sees it.
@NullMarked
package dev.warder.token.jose;

import org.jspecify.annotations.NullMarked;
