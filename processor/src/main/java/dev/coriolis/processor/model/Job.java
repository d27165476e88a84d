package dev.coriolis.processor.model;

import java.time.Duration;

/**
 * One periodic coroutine.
 *
 * @param method the name of the method, which has no parameters
 * @param isStatic whether the method belongs to the class and not to an object
 * @param delay the time from the end of a run to the start of the next
 */
public record Job(String method, boolean isStatic, Duration delay) {}
