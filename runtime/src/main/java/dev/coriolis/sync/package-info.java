/**
 * What coroutines wait for each other with: locks, queues, channels and their like, which suspend a
 * coroutine and block no thread. Knows {@code dev.coriolis}, its {@code frame} and {@code loop}.
 */
@NullMarked
package dev.coriolis.sync;

import org.jspecify.annotations.NullMarked;
