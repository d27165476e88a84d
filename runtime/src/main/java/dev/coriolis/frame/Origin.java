package dev.coriolis.frame;

import org.jspecify.annotations.Nullable;

/** A coroutine as a report calls it; made into a text only if there is a report. */
record Origin(@Nullable String name, Object place) {
  @Override
  public String toString() {
    return "the coroutine " + (name == null ? "" : "\"" + name + "\" ") + place;
  }
}
