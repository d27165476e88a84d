package dev.coriolis.frame;

/** A coroutine as a report calls it; made into a text only if there is a report. */
record Origin(Object place) {
  @Override
  public String toString() {
    return "the coroutine " + place;
  }
}
