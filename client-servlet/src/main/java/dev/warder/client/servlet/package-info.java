/// Puts Warder in front of an application that runs in a servlet container.
@NullMarked
package dev.warder.client.servlet;

import org.jspecify.annotations.NullMarked;
