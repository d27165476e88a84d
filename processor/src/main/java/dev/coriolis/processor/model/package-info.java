/** What the readers found and the writers need: immutable records. Knows no other package of ours. */
@NullMarked
package dev.coriolis.processor.model;

import org.jspecify.annotations.NullMarked;
