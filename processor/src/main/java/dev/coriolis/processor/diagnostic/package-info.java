/** Every message, and the ways to report one. Knows no other package of ours. */
@NullMarked
package dev.coriolis.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
