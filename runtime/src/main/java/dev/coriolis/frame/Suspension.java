package dev.coriolis.frame;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that was found suspended, with those that await it.
 *
 * @param name the name that it was given, or null
 * @param dispatcher what its loop calls itself, or null for a coroutine without one
 * @param duration for how long it has been suspended
 * @param awaitedType the class of the stage that it awaits
 * @param awaited what that stage says of itself
 * @param stack where it awaits, then where it is awaited, and so on up to the root
 */
public record Suspension(
    @Nullable String name,
    @Nullable String dispatcher,
    Duration duration,
    String awaitedType,
    String awaited,
    List<StackTraceElement> stack) {

  /** Returns the coroutine as a text of several lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(name == null ? "a coroutine" : "\"" + name + "\"");
    text.append(dispatcher == null ? "" : " on " + dispatcher);
    text.append(", for ").append(duration.toSeconds()).append('.');
    text.append(String.format(Locale.ROOT, "%03d s", duration.toMillisPart()));
    text.append(", awaits ").append(awaitedType);
    text.append("\n  ").append(awaited);
    stack.forEach(place -> text.append("\n    at ").append(place));
    return text.toString();
  }
}
