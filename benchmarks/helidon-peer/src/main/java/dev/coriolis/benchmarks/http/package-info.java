/** The peer that needs Java 21: Helidon. */
@NullMarked
package dev.coriolis.benchmarks.http;

import org.jspecify.annotations.NullMarked;
