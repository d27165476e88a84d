package dev.coriolis.benchmarks.coroutines;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/** The works in plain blocking code, each run in a virtual thread; on one carrier. */
final class VirtualThreads {
  private static final @Nullable MethodHandle START = start();

  private VirtualThreads() {}

  private static @Nullable MethodHandle start() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Returns whether this JDK has them. */
  static boolean exist() {
    return START != null;
  }

  /** What a thread computes. */
  private interface Task {
    long run() throws Exception;
  }

  private static CompletableFuture<Long> start(Task task) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    Runnable body = () -> {
      try {
        result.complete(task.run());
      } catch (Exception e) {
        result.completeExceptionally(e);
      }
    };
    try {
      if (START == null) {
        throw new IllegalStateException("this JDK has no virtual threads");
      }
      Object started = START.invoke(body);
      if (started == null) {
        throw new IllegalStateException("no thread was started");
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return result;
  }

  static long addAll(CompletableFuture<Integer>[] complete, int count) {
    return start(() -> {
          long sum = 0;
          for (int i = 0; i < count; i++) {
            sum += complete[i & (complete.length - 1)].join();
          }
          return sum;
        })
        .join();
  }

  private static int descend(int depth, CompletableFuture<Integer> innermost) {
    return depth == 0 ? innermost.join() : descend(depth - 1, innermost) + 1;
  }

  static long call(int depth, int count) {
    CompletableFuture<Integer> innermost = CompletableFuture.completedFuture(1);
    return start(() -> {
          long sum = 0;
          for (int i = 0; i < count; i++) {
            sum += descend(depth, innermost);
          }
          return sum;
        })
        .join();
  }

  static long chain(int depth, int count) {
    return start(() -> {
          long sum = 0;
          for (int i = 0; i < count; i++) {
            CompletableFuture<Integer> innermost = new CompletableFuture<>();
            CompletableFuture<Long> result = start(() -> descend(depth, innermost));
            Thread.yield();
            innermost.complete(i);
            sum += result.join();
          }
          return sum;
        })
        .join();
  }

  static long suspend(int count, String text) {
    BlockingQueue<CompletableFuture<Integer>> sources = new LinkedBlockingQueue<>();
    CompletableFuture<Long> result = start(() -> {
      long sum = 0;
      double mean = 0;
      for (int i = 0; i < count; i++) {
        CompletableFuture<Integer> source = new CompletableFuture<>();
        sources.add(source);
        int value = source.join();
        sum += value + text.length();
        mean += (value - mean) / (i + 1);
      }
      return sum + (long) mean;
    });
    CompletableFuture<Long> driver = start(() -> {
      for (int i = 0; i < count; i++) {
        sources.take().complete(i);
      }
      return 0;
    });
    driver.join();
    return result.join();
  }

  static long pingPong(int count) {
    BlockingQueue<Integer> there = new SynchronousQueue<>();
    BlockingQueue<Integer> back = new SynchronousQueue<>();
    CompletableFuture<Long> echo = start(() -> {
      for (int i = 0; i < count; i++) {
        back.put(there.take() + 1);
      }
      return 0;
    });
    CompletableFuture<Long> driver = start(() -> {
      long sum = 0;
      for (int i = 0; i < count; i++) {
        there.put(i);
        sum += back.take();
      }
      return sum;
    });
    echo.join();
    return driver.join();
  }
}
