/** Measurements that are run by hand, and never by the build. */
@NullMarked
package dev.coriolis.benchmarks;

import org.jspecify.annotations.NullMarked;
