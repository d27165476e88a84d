package dev.coriolis.docs;

import java.util.List;

/**
 * Java code that a document shows.
 *
 * @param place file and line, to find it by
 * @param text the code
 * @param expected the tag that the processor must report, or nothing if it must compile without one
 */
record Snippet(String place, String text, List<String> expected) {

  /** Returns code that must compile. */
  static Snippet compiling(String place, String text) {
    return new Snippet(place, text, List.of());
  }

  /** Returns code that shows what is wrong. */
  static Snippet reported(String place, String text, String tag) {
    return new Snippet(place, text, List.of(tag));
  }

  @Override
  public String toString() {
    return place;
  }
}
