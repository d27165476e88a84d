/** The hook into javac: listens to it, shows trees to the checks, and reads and replaces class files. Knows every package beside it. */
@NullMarked
package dev.coriolis.processor.javac;

import org.jspecify.annotations.NullMarked;
