package dev.coriolis.processor.model;

/**
 * What a generated class has to consider about the class it is made for.
 *
 * @param isPublic whether other packages see it
 * @param typeParameters the number of its type parameters
 * @param isDeprecated whether to name it, or one of its jobs, draws a warning
 * @param canNameGenerated whether its module reads {@code javax.annotation.processing.Generated}
 */
public record JobClassTraits(
    boolean isPublic, int typeParameters, boolean isDeprecated, boolean canNameGenerated) {}
