/** Model to source, with JavaPoet, which nobody else uses. Knows the leaves. */
@NullMarked
package dev.coriolis.processor.generate;

import org.jspecify.annotations.NullMarked;
