package dev.coriolis;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Flow;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;

/** A generator whose body runs in a thread, in turns with who asks. */
public final class ThreadGenerator<Y, S> implements Generator.End<Y, S> {
  private static final ThreadLocal<ThreadGenerator<?, ?>> RUNNING = new ThreadLocal<>();

  private record Element(Object value) {}

  private record Sent(Object value) {}

  private record Raised(Throwable failure) {}

  private record Ended(Object result, Throwable failure) {}

  private final SynchronousQueue<Object> toBody = new SynchronousQueue<>();
  private final SynchronousQueue<Object> fromBody = new SynchronousQueue<>();
  private final Supplier<Generator<Y, S>> call;
  private boolean begun;
  private Ended ended;
  private Element ahead;

  public ThreadGenerator(Supplier<Generator<Y, S>> call) {
    this.call = call;
  }

  /** The end of a body. */
  ThreadGenerator(Object result) {
    call = null;
    ended = new Ended(result, null);
  }

  @SuppressWarnings("unchecked")
  static <S> S emit(Object element) {
    ThreadGenerator<?, ?> running = RUNNING.get();
    put(running.fromBody, new Element(element));
    Object answer = take(running.toBody);
    if (answer instanceof Raised raised) {
      throw ThreadGenerator.<RuntimeException>unchecked(raised.failure);
    }
    return (S) ((Sent) answer).value;
  }

  @SuppressWarnings("unchecked")
  static Object emitAll(Iterable<?> elements) {
    Iterator<?> iterator = elements.iterator();
    if (!(iterator instanceof ThreadGenerator<?, ?>)) {
      while (iterator.hasNext()) {
        if (emit(iterator.next()) != null) {
          throw new UnsupportedOperationException();
        }
      }
      return null;
    }
    ThreadGenerator<Object, Object> inner = (ThreadGenerator<Object, Object>) iterator;
    Object ask = new Sent(null);
    while (inner.run(ask)) {
      try {
        ask = new Sent(emit(inner.take()));
      } catch (GeneratorExit e) {
        inner.close();
        throw e;
      } catch (Throwable e) {
        ask = new Raised(e);
      }
    }
    return inner.result();
  }

  /** Asks the body, and returns whether it has emitted. */
  private boolean run(Object question) {
    if (ahead != null && question instanceof Sent sent) {
      if (sent.value == null) {
        return true;
      }
      throw new IllegalStateException("is ahead");
    }
    if (ended == null && !begun && question instanceof Raised) {
      ended = new Ended(null, null);
    }
    if (ended != null) {
      if (question instanceof Raised raised) {
        throw ThreadGenerator.<RuntimeException>unchecked(raised.failure);
      }
      return false;
    }
    ahead = null;
    if (begun) {
      put(toBody, question);
    } else if (((Sent) question).value == null) {
      begun = true;
      Thread thread = new Thread(this::body);
      thread.setDaemon(true);
      thread.start();
    } else {
      throw new IllegalStateException("has not begun");
    }
    Object answer = take(fromBody);
    if (answer instanceof Element element) {
      ahead = element;
      return true;
    }
    ended = (Ended) answer;
    if (ended.failure != null) {
      throw ThreadGenerator.<RuntimeException>unchecked(ended.failure);
    }
    return false;
  }

  private void body() {
    RUNNING.set(this);
    Ended end;
    try {
      end = new Ended(call.get().result(), null);
    } catch (Throwable e) {
      end = new Ended(null, e);
    }
    put(fromBody, end);
  }

  @SuppressWarnings("unchecked")
  private Y take() {
    Y element = (Y) ahead.value;
    ahead = null;
    return element;
  }

  private Y nextAfter(Object question) {
    if (!run(question)) {
      throw new NoSuchElementException();
    }
    return take();
  }

  @Override
  public boolean hasNext() {
    return run(new Sent(null));
  }

  @Override
  public Y next() {
    return nextAfter(new Sent(null));
  }

  @Override
  public Y send(S value) {
    return nextAfter(new Sent(value));
  }

  @Override
  public Y raise(Throwable failure) {
    return nextAfter(new Raised(failure));
  }

  @Override
  public void close() {
    GeneratorExit exit = new GeneratorExit();
    try {
      if (ended == null && run(new Raised(exit))) {
        ahead = null;
        throw new IllegalStateException("ignored close");
      }
    } catch (GeneratorExit e) {
      if (e != exit) {
        throw e;
      }
    }
  }

  @Override
  public Object result() {
    return ended.result;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Y> subscriber) {
    throw new UnsupportedOperationException();
  }

  private static void put(SynchronousQueue<Object> queue, Object value) {
    try {
      queue.put(value);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Object take(SynchronousQueue<Object> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
