package dev.coriolis.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;

/** Waits for an object to be collected. */
public final class Collected {
  private Collected() {}

  /** Fails if the object is still there after many collections. */
  public static void await(Reference<?> reference) {
    for (int i = 0; i < 50 && !reference.refersTo(null); i++) {
      System.gc();
    }
    assertThat(reference.refersTo(null)).as("collected").isTrue();
  }
}
