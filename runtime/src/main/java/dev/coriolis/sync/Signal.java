package dev.coriolis.sync;

import org.jspecify.annotations.Nullable;

/** A caller that waits for something to happen, and gets no value. */
final class Signal extends Waiting<@Nullable Void> {
  /** Says which callers came before which, across cancellations. By {@link Signals}. */
  final int number;

  /** What takes the signal back, if that was for this caller alone. Guarded. */
  @Nullable
  Signals source;

  Signal(Line<Signal> line, int number) {
    super(line);
    this.number = number;
  }

  @Override
  public void discard() {
    if (isDone() && !isCompletedExceptionally()) {
      Signals from = source;
      if (from != null) {
        from.passOn(this);
      }
    }
  }
}
