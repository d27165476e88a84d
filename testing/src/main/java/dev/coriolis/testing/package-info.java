/**
 * What tests of coroutines need: a loop on virtual time, a JUnit extension, a server to ask. Knows the
 * public packages of the runtime, and JUnit.
 */
@NullMarked
package dev.coriolis.testing;

import org.jspecify.annotations.NullMarked;
