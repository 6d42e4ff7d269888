@NullMarked
package dev.warder.client.servlet;

import org.jspecify.annotations.NullMarked;
