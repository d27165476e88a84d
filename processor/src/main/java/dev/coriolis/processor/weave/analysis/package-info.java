/** Facts about a method's code, for the passes; nothing here changes it. */
@NullMarked
package dev.coriolis.processor.weave.analysis;

import org.jspecify.annotations.NullMarked;
