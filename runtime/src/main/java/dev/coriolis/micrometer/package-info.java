/**
 * Lets what is registered with Micrometer's context propagation follow coroutines, where that library
 * is on the class path. Knows {@code dev.coriolis.frame}.
 */
@NullMarked
package dev.coriolis.micrometer;

import org.jspecify.annotations.NullMarked;
