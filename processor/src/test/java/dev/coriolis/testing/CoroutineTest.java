package dev.coriolis.testing;

/** Stands in for the annotation of the test kit, which the processor knows by name only. */
public @interface CoroutineTest {}
