/**
 * The event loop, its timers. Knows {@code dev.coriolis} and {@code dev.coriolis.frame}.
 */
@NullMarked
package dev.coriolis.loop;

import org.jspecify.annotations.NullMarked;
