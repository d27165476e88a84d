/** Rules on the attributed source: one class each, and their list. Knows the leaves. */
@NullMarked
package dev.coriolis.processor.check;

import org.jspecify.annotations.NullMarked;
