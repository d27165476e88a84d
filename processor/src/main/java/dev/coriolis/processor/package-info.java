/** What javac starts: the annotation processor and the plugin. Knows every package below. */
@NullMarked
package dev.coriolis.processor;

import org.jspecify.annotations.NullMarked;
