@NullMarked
package dev.warder.client.spring;

import org.jspecify.annotations.NullMarked;
