package dev.coriolis;

import java.util.concurrent.Flow;

/** Stands in for the type of the runtime, which is built after this module: signatures only. */
public interface Generator<Y, S> extends Iterable<Y>, AutoCloseable {

  /** Is to be woven away: fails where it is called. */
  static <S> S emit(Object element) {
    throw new IllegalStateException("not woven");
  }

  /** Is to be woven away: fails where it is called. */
  static Object emitAll(Iterable<?> elements) {
    throw new IllegalStateException("not woven");
  }

  /** Returns nothing. */
  static <Y, S> End<Y, S> end() {
    return null;
  }

  /** Ends it. */
  @Override
  void close();

  /** The end of a body. */
  interface End<Y, S> extends Generator<Y, S>, Flow.Publisher<Y> {}
}
