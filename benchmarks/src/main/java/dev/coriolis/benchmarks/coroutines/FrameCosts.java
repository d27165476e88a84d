package dev.coriolis.benchmarks.coroutines;

import dev.coriolis.benchmarks.Sample;
import dev.coriolis.benchmarks.coroutines.Holding.Contender;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What suspended coroutines take of the heap, and whether long chains of them are resumed in linear time. */
@Command(
    name = "frames",
    mixinStandardHelpOptions = true,
    description = "Measures suspended coroutines, on the JDK that runs this; in half a minute.")
public final class FrameCosts implements Callable<Integer> {
  private static final int SUSPENDED = 200_000;
  private static final int[] DEPTHS = {1, 5};
  private static final int[] LENGTHS = {1_000, 10_000, 100_000, 1_000_000};

  /** So many frames in all has each length, and as many before as a warm-up. */
  private static final int FRAMES = 5_000_000;

  @Spec
  private @Nullable CommandSpec spec;

  /** Creates the command. */
  public FrameCosts() {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec, "spec").commandLine().getOut();
    out.println("JDK " + Runtime.version());
    out.println();
    out.println(
        "bytes of the heap for a coroutine that is suspended in so many calls, stage included");
    line(out, "", DEPTHS[0], DEPTHS[1]);
    Holding.contenders()
        .forEach((name, contender) ->
            line(out, name, bytes(contender, DEPTHS[0]), bytes(contender, DEPTHS[1])));
    out.println();
    out.println("nanoseconds for each frame of a chain, by its length");
    line(out, "", "complete", "cancel");
    for (int length : LENGTHS) {
      line(
          out,
          String.valueOf(length),
          nanoseconds(length, FrameCosts::complete),
          nanoseconds(length, FrameCosts::cancel));
    }
    out.flush();
    return 0;
  }

  private static void line(PrintWriter out, Object... cells) {
    out.println(String.format(Locale.ROOT, "  %-18s %9s %9s", cells));
    out.flush();
  }

  private static String bytes(Contender contender, int depth) {
    // What they are reachable from: a frame knows what it awaits, and the other way round.
    Object[] ends = new Object[2 * SUSPENDED];
    long before = used();
    for (int i = 0; i < SUSPENDED; i++) {
      CompletableFuture<Integer> source = contender.sources().get();
      ends[i] = source;
      ends[SUSPENDED + i] = contender.call().start(depth, i, i, "abc", source);
    }
    long bytes = used() - before;
    for (int i = 0; i < SUSPENDED; i++) {
      requireResult(contender, depth, i, ends);
    }
    return String.format(Locale.ROOT, "%.1f", (double) bytes / SUSPENDED);
  }

  @SuppressWarnings("unchecked") // what was put there
  private static void requireResult(Contender contender, int depth, int i, Object[] ends) {
    Holding.complete((CompletableFuture<Integer>) ends[i], i);
    long result = ((CompletableFuture<Long>) ends[SUSPENDED + i]).join();
    long expected = i + depth * (2L * i + 3);
    if (result != expected) {
      throw new IllegalStateException(
          contender + " must give " + expected + " for " + i + ", was " + result);
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static String nanoseconds(int length, ToLongFunction<Integer> run) {
    int rounds = FRAMES / length;
    double[] times = new double[rounds];
    for (int i = -rounds; i < rounds; i++) {
      double time = (double) run.applyAsLong(length) / length;
      if (i >= 0) {
        times[i] = time;
      }
    }
    return String.format(Locale.ROOT, "%.1f", new Sample(times).median());
  }

  private static long complete(int length) {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> chain = Holding.chain(length, source);
    long start = System.nanoTime();
    source.complete(0);
    long time = System.nanoTime() - start;
    require(chain.join() == length, chain);
    return time;
  }

  private static long cancel(int length) {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> chain = Holding.chain(length, source);
    long start = System.nanoTime();
    chain.cancel(true);
    long time = System.nanoTime() - start;
    require(chain.isCancelled(), chain);
    return time;
  }

  private static void require(boolean holds, CompletableFuture<?> chain) {
    if (!holds) {
      throw new IllegalStateException("a chain has ended wrongly: " + chain);
    }
  }
}
