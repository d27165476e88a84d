package dev.coriolis.benchmarks.coroutines;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.benchmarks.kotlin.KotlinWorks;
import dev.coriolis.frame.LinkedFuture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Calls that are suspended as deep as one likes, each with an int, a long and a reference that it needs
 * afterwards.
 */
final class Holding {
  private Holding() {}

  /** One way to do it. */
  record Contender(Supplier<CompletableFuture<Integer>> sources, Call call) {}

  /** Suspends calls on a source, and returns the stage of the outermost. */
  interface Call {
    CompletableFuture<Long> start(
        int depth, int number, long large, String text, CompletableFuture<Integer> source);
  }

  /** Returns all contenders by name. */
  static Map<String, Contender> contenders() {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    contenders.put("hand-written, own", new Contender(HandFrame.Source::new, Holding::byHand));
    contenders.put("coriolis, own", new Contender(LinkedFuture::new, Holding::hold));
    contenders.put("hand-written", new Contender(CompletableFuture::new, Holding::byHand));
    contenders.put("coriolis", new Contender(CompletableFuture::new, Holding::hold));
    contenders.put("kotlin", new Contender(CompletableFuture::new, KotlinWorks::hold));
    return contenders;
  }

  /** Gives a source its value. */
  static void complete(CompletableFuture<Integer> source, int value) {
    if (source instanceof HandFrame.Source own) {
      own.resume(value);
    } else {
      source.complete(value);
    }
  }

  @Coroutine
  private static CompletableFuture<Long> hold(
      int depth, int number, long large, String text, CompletableFuture<Integer> source) {
    long value = depth == 1 ? await(source) : await(hold(depth - 1, number, large, text, source));
    return completedFuture(value + number + large + text.length());
  }

  private static CompletableFuture<Long> byHand(
      int depth, int number, long large, String text, CompletableFuture<Integer> source) {
    CompletableFuture<? extends Number> inner =
        depth == 1 ? source : byHand(depth - 1, number, large, text, source);
    return new Held(number, large, text, inner);
  }

  /** A suspended call of {@link #byHand}. */
  private static final class Held extends HandFrame<Long> {
    private final int number;
    private final long large;
    private final String text;

    Held(int number, long large, String text, CompletableFuture<? extends Number> inner) {
      this.number = number;
      this.large = large;
      this.text = text;
      await(inner);
    }

    @Override
    void resume(Object value) {
      end(((Number) value).longValue() + number + large + text.length());
    }
  }

  /** Returns a coroutine that awaits one that awaits one, and so on, without a call in a call. */
  static CompletableFuture<Integer> chain(int length, CompletableFuture<Integer> source) {
    CompletableFuture<Integer> last = source;
    for (int i = 0; i < length; i++) {
      last = plusOne(last);
    }
    return last;
  }

  @Coroutine
  private static CompletableFuture<Integer> plusOne(CompletableFuture<Integer> inner) {
    return completedFuture(await(inner) + 1);
  }
}
