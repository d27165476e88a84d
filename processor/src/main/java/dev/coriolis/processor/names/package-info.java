/** The names by which the processor knows the runtime; it never loads a class of it. */
@NullMarked
package dev.coriolis.processor.names;

import org.jspecify.annotations.NullMarked;
