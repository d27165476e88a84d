package dev.coriolis.processor.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class file after its check.
 *
 * @param name its binary name
 * @param sourceFile the name of its source file, or null where it is not known
 * @param violations what is wrong with it, in the order of the class file
 */
public record CheckedClass(String name, @Nullable String sourceFile, List<Violation> violations) {}
