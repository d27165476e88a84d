/**
 * Periodic work: {@link dev.coriolis.schedule.Every} marks it, a {@link
 * dev.coriolis.schedule.Scheduler} runs it. Knows {@code dev.coriolis} and {@code
 * dev.coriolis.loop}.
 */
@NullMarked
package dev.coriolis.schedule;

import org.jspecify.annotations.NullMarked;
