/**
 * Asynchronous results of other libraries as stages, to be awaited. Knows {@code dev.coriolis} and {@code
 * dev.coriolis.frame}.
 *
 * <p>Each class is for one library and is the only one that needs it: where Guava, Netty or Reactive
 * Streams is missing, nothing else fails.
 */
@NullMarked
package dev.coriolis.adapt;

import org.jspecify.annotations.NullMarked;
