/**
 * The HTTP client. Knows the language, the loop, {@code dev.coriolis.http} and {@code
 * dev.coriolis.json}.
 */
@NullMarked
package dev.coriolis.http.client;

import org.jspecify.annotations.NullMarked;
