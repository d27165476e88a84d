/** What a request costs a server, beside other servers; each in a process of its own. */
@NullMarked
package dev.coriolis.benchmarks.http;

import org.jspecify.annotations.NullMarked;
