package dev.coriolis.sync;

import org.jspecify.annotations.Nullable;

/** A caller that waits for an element of a channel. */
abstract class Receiving<T, R> extends Waiting<R> {

  Receiving(Line<Receiving<T, ?>> line) {
    super(line);
  }

  /** Gives it the element. Called by whoever took it out of the line, without the lock. */
  abstract void deliver(T element);

  /** Tells it that the channel was closed and has no element for it. Called like {@link #deliver}. */
  abstract void end(@Nullable Throwable cause);
}
