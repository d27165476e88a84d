/** The command that weaves class files which are there already. Knows the weaver and the leaves. */
@NullMarked
package dev.coriolis.processor.cli;

import org.jspecify.annotations.NullMarked;
