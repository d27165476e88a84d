/** Bytes to bytes: turns the coroutines of one class file into state machines. Knows ASM, the JDK and the leaves only. */
@NullMarked
package dev.coriolis.processor.weave;

import org.jspecify.annotations.NullMarked;
