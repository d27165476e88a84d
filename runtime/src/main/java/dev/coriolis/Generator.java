package dev.coriolis;

import dev.coriolis.frame.Ended;
import dev.coriolis.frame.Frames;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Elements that a coroutine makes one by one, when they are asked for.
 *
 * <p>The body of a {@link Coroutine} that returns a generator begins with the first {@link #next} and
 * is suspended at each {@link #emit}. It ends with {@code return Generator.end()}.
 *
 * <pre>{@code
 * @Coroutine
 * static Generator<Integer, Void> countdown(int from) {
 *   for (int i = from; i > 0; i--) emit(i);
 *   return end();
 * }
 * }</pre>
 *
 * <p>It can be used once: in a {@code for} loop, as an iterator, or with {@link #send}, {@link #raise}
 * and {@link #close}, which do what they do in Python ({@code raise} is called {@code throw} there).
 * Whatever the body throws comes out of the method that has resumed it, as it is, and ends it.
 *
 * <p><b>Threads:</b> the body runs on the thread that asks for an element; one at a time.
 *
 * <p><b>Lifetime:</b> a generator that is dropped before its end does not run its {@code finally}
 * blocks. Where it has any, use it in a {@code try}-with-resources block.
 *
 * @param <Y> what is emitted
 * @param <S> what is sent; {@code Void} where nothing is
 */
public interface Generator<Y extends @Nullable Object, S extends @Nullable Object>
    extends Iterator<Y>, Iterable<Y>, AutoCloseable {

  /**
   * Suspends the generator until the next element is asked for; that is, gives {@code element} to who
   * has asked. Returns what {@link #send} was called with, or null after {@link #next}. The compiler
   * checks both against the return type of the coroutine.
   *
   * <p>In a coroutine that returns a {@link Flow.Publisher}, it is suspended until the subscriber wants
   * an element; it returns null then.
   *
   * @throws GeneratorExit if the generator is closed; what {@link #raise} was called with, checked or
   *     not, comes out as well
   * @throws IllegalStateException if the calling class was compiled without the annotation processor
   */
  static <S> @Nullable S emit(@Nullable Object element) {
    throw Unwoven.call("emit");
  }

  /**
   * Emits all elements of another generator, or of a collection, and returns what it ended with (null
   * for a collection).
   *
   * <p>Meanwhile {@link #send}, {@link #raise} and {@link #close} go to the other generator. An element
   * costs the same at any depth of generators in generators.
   *
   * @throws UnsupportedOperationException if a value is sent to what is no generator
   * @throws IllegalStateException if the other generator is running, or the calling class was compiled
   *     without the annotation processor
   */
  static @Nullable Object emitAll(Iterable<?> elements) {
    throw Unwoven.call("emitAll");
  }

  /** Returns what the body of a generator, or of a publisher, returns at its end. */
  static <Y extends @Nullable Object, S extends @Nullable Object> End<Y, S> end() {
    @SuppressWarnings("unchecked") // it has no element and takes none
    End<Y, S> end = (End<Y, S>) End.WITHOUT_RESULT;
    return end;
  }

  /** Returns what the body of a generator returns at its end, with a value for {@link #result}. */
  static <Y extends @Nullable Object, S extends @Nullable Object> End<Y, S> end(
      @Nullable Object result) {
    return new End<>(result);
  }

  /**
   * Resumes the body with {@code value} as the result of its emit, and returns the next element.
   *
   * @throws NoSuchElementException if the body ends, or has ended
   * @throws IllegalStateException if {@code value} is not null and no emit waits for it: before the
   *     first element, or behind a {@link #hasNext}; or if the body is running
   */
  Y send(S value);

  /**
   * Throws {@code failure}, checked or not, out of the emit in the body, and returns the next element.
   * A generator that has not begun, or has ended, throws it to the caller.
   *
   * @throws NoSuchElementException if the body catches it and ends
   * @throws IllegalStateException if the body is running
   */
  Y raise(Throwable failure);

  /**
   * Ends the generator: throws a {@link GeneratorExit} out of the emit in the body, and returns when
   * the body has ended. One that has not begun does not begin any more; one that has ended is left
   * alone.
   *
   * @throws IllegalStateException if the body emits instead of ending, or if it is running
   */
  @Override
  void close();

  /**
   * Returns what the body ended with: the argument of {@link #end(Object)}; null if it had none, has
   * failed, or was closed before.
   *
   * @throws IllegalStateException if it has not ended
   */
  @Nullable
  Object result();

  /** Returns this generator: it can be iterated over once. */
  @Override
  default Iterator<Y> iterator() {
    return this;
  }

  /** Returns the elements as a stream; closing that closes the generator. */
  default Stream<Y> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
        .onClose(this::close);
  }

  /**
   * A generator, or publisher, that has ended without an element.
   *
   * <p>{@link Generator#end()} returns it, at the end of a body or wherever an empty one is wanted.
   */
  final class End<Y extends @Nullable Object, S extends @Nullable Object> extends Ended
      implements Generator<Y, S>, Flow.Publisher<Y> {

    private static final End<?, ?> WITHOUT_RESULT = new End<>(null);

    private End(@Nullable Object result) {
      super(result);
    }

    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public Y next() {
      throw new NoSuchElementException("the generator has ended without an element");
    }

    @Override
    public Y send(S value) {
      return next();
    }

    @Override
    public Y raise(Throwable failure) {
      throw Frames.<RuntimeException>unchecked(Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public void close() {}

    @Override
    public void subscribe(Flow.Subscriber<? super Y> subscriber) {
      subscriber.onSubscribe(new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      });
      subscriber.onComplete();
    }
  }
}
