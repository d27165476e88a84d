/** What a coroutine costs, beside what others write for the same work. Knows the public API only. */
@NullMarked
package dev.coriolis.benchmarks.coroutines;

import org.jspecify.annotations.NullMarked;
