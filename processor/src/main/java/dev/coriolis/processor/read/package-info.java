/** Annotations to model. Knows the leaves. */
@NullMarked
package dev.coriolis.processor.read;

import org.jspecify.annotations.NullMarked;
