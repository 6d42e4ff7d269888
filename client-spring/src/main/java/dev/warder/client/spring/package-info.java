/// Puts Warder in front of Spring Boot applications and into Spring Cloud Gateway.
@NullMarked
package dev.warder.client.spring;

import org.jspecify.annotations.NullMarked;
