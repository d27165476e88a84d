/**
 * The language: {@link dev.coriolis.Coroutine} marks a method, {@link dev.coriolis.Coroutines} has
 * what its body calls. Knows {@code dev.coriolis.frame} only.
 */
@NullMarked
package dev.coriolis;

import org.jspecify.annotations.NullMarked;
