package dev.coriolis;

import java.util.Iterator;
import java.util.concurrent.Flow;

/** What emit means: the same calls, with a thread for each body that waits until it is asked. */
public interface Generator<Y, S> extends Iterator<Y>, Iterable<Y>, AutoCloseable {
  static <S> S emit(Object element) {
    return BlockingPublisher.emits(element) ? null : ThreadGenerator.emit(element);
  }

  /** As PEP 380 has it. */
  static Object emitAll(Iterable<?> elements) {
    return ThreadGenerator.emitAll(elements);
  }

  static <Y, S> End<Y, S> end() {
    return end(null);
  }

  static <Y, S> End<Y, S> end(Object result) {
    return new ThreadGenerator<>(result);
  }

  Y send(S value);

  Y raise(Throwable failure);

  @Override
  void close();

  Object result();

  @Override
  default Iterator<Y> iterator() {
    return this;
  }

  interface End<Y, S> extends Generator<Y, S>, Flow.Publisher<Y> {}
}
