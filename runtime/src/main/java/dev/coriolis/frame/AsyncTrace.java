package dev.coriolis.frame;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the logical stack of a coroutine into an exception: below one marker line, the place of each
 * await from the innermost coroutine to the root.
 *
 * <pre>
 * java.net.ConnectException: ...
 *     at ...                                      (where it was made)
 *     at coroutine.stack(awaited by)
 *     at com.example.UsersHandler.users(UsersHandler.java:21)
 *     at com.example.UsersHandler.get(UsersHandler.java:14)
 * </pre>
 *
 * <p>It is done once for a failure, where the failure enters a chain of coroutines, for the whole chain.
 * The exception stays the same object. One that reaches several chains has each of them below a marker
 * of its own, up to {@link #MAX_ADDED} lines in all. One without a stack trace of its own is left as it
 * is: it may be shared by anybody.
 */
final class AsyncTrace {
  /** Set to {@code false}, it leaves all exceptions as they are. */
  private static final String SWITCH = "coriolis.traces";

  private static final boolean ENABLED = Boolean.parseBoolean(System.getProperty(SWITCH, "true"));

  /** So many lines may there be below the first marker: an exception may be thrown for ever. */
  private static final int MAX_ADDED = 512;

  private static final StackTraceElement MARKER =
      new StackTraceElement("coroutine", "stack", "awaited by", -1);

  /** Where a coroutine's part of a thread's stack begins and ends. */
  private static final Set<String> MACHINERY =
      Set.of(Frame.class.getName(), Frames.class.getName(), AsyncTrace.class.getName());

  /** How the lines of a chain follow those that the exception has. */
  private enum Joint {
    /** They are the rest of the chain that is there. */
    CONTINUE,
    /** They are the rest of the chain, unless they are there. */
    CONTINUE_ONCE,
    /** They are another chain, unless they are there. */
    SEPARATE
  }

  private AsyncTrace() {}

  /** Completes the trace of what the body of a frame has thrown. */
  static void thrown(Throwable failure, Frame<?> frame) {
    if (ENABLED) {
      add(failure, AwaitingChains.above(frame), Joint.CONTINUE_ONCE);
    }
  }

  /** Completes the trace of what a frame gets from the stage that it awaits. */
  static void delivered(Throwable failure, CompletableFuture<?> awaited, Frame<?> frame) {
    // What comes out of a frame has had its chain since it came out of that.
    if (ENABLED && !(awaited instanceof Frame)) {
      add(failure, AwaitingChains.from(frame), jointBehind(awaited));
    }
  }

  /** Completes the trace of what a frame has returned, and so awaits no longer itself. */
  static void returned(Throwable failure, CompletableFuture<?> awaited, Frame<?> frame) {
    if (ENABLED && !(awaited instanceof Frame)) {
      add(failure, AwaitingChains.above(frame), jointBehind(awaited));
    }
  }

  /** Those of ours stand for other coroutines: what comes out of them has come from below. */
  private static Joint jointBehind(CompletableFuture<?> awaited) {
    return awaited instanceof WatchedFuture && !(awaited instanceof FailedFuture)
        ? Joint.CONTINUE
        : Joint.SEPARATE;
  }

  /** Completes the trace of what a generator has thrown, by those that emit all of it: none of them runs. */
  static void emitted(Throwable failure, GeneratorFrame generator) {
    List<StackTraceElement> chain = new ArrayList<>();
    for (GeneratorFrame outer = generator.parent;
        outer != null && chain.size() < AwaitingChains.MAX_DEPTH;
        outer = outer.parent) {
      chain.add(outer.location());
    }
    if (ENABLED && !chain.isEmpty()) {
      add(failure, List.of(chain), Joint.SEPARATE);
    }
  }

  /** Adds the stack of this thread, for an await that finds its stage failed already. */
  static void awaitedLate(Throwable failure) {
    if (!ENABLED || failure.getStackTrace().length == 0) {
      return;
    }
    StackWalker walker = StackWalker.getInstance();
    Optional<StackFrame> await =
        walker.walk(frames -> frames.filter(AsyncTrace::isNotMachinery).findFirst());
    // It was thrown by what this very method has called, or it was here before.
    if (await.isEmpty() || mentions(failure.getStackTrace(), await.get())) {
      return;
    }
    List<StackTraceElement> callers = walker.walk(frames -> frames
        .dropWhile(frame -> !isNotMachinery(frame))
        .takeWhile(AsyncTrace::isNotMachinery)
        .limit(AwaitingChains.MAX_DEPTH)
        .map(StackFrame::toStackTraceElement)
        .toList());
    add(failure, List.of(callers), Joint.SEPARATE);
  }

  private static boolean isNotMachinery(StackFrame frame) {
    return !MACHINERY.contains(frame.getClassName());
  }

  private static boolean mentions(StackTraceElement[] trace, StackFrame method) {
    return Arrays.stream(trace)
        .anyMatch(place -> place.getMethodName().equals(method.getMethodName())
            && place.getClassName().equals(method.getClassName()));
  }

  private static void add(Throwable failure, List<List<StackTraceElement>> chains, Joint joint) {
    if (chains.isEmpty()) {
      return;
    }
    try {
      // Threads may share an exception; so does Throwable guard its trace.
      synchronized (failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        if (trace.length > 0) {
          failure.setStackTrace(extended(trace, chains, joint));
        }
      }
    } catch (RuntimeException e) {
      // An exception may override these methods, and fail; the failure goes on without its chain.
      return;
    }
  }

  private static StackTraceElement[] extended(
      StackTraceElement[] trace, List<List<StackTraceElement>> chains, Joint joint) {
    List<StackTraceElement> lines = new ArrayList<>(Arrays.asList(trace));
    int marker = lines.indexOf(MARKER);
    Joint next = joint;
    for (List<StackTraceElement> chain : chains) {
      int added = marker < 0 ? 0 : lines.size() - marker;
      boolean there = marker >= 0
          && next != Joint.CONTINUE
          && Collections.indexOfSubList(lines.subList(marker, lines.size()), chain) >= 0;
      if (!there && added + chain.size() < MAX_ADDED) {
        if (marker < 0 || next == Joint.SEPARATE) {
          marker = marker < 0 ? lines.size() : marker;
          lines.add(MARKER);
        }
        lines.addAll(chain);
      }
      next = Joint.SEPARATE;
    }
    return lines.toArray(StackTraceElement[]::new);
  }
}
