package dev.coriolis.frame;

/** Thread values of a library that fails whenever it is asked for something. */
public final class BrokenThreadValues implements ThreadValues {

  /** Called by {@link java.util.ServiceLoader}. */
  public BrokenThreadValues() {}

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public Object capture() {
    return "captured";
  }

  @Override
  public Restored restore(Object captured) {
    throw new IllegalStateException("no " + captured);
  }
}
