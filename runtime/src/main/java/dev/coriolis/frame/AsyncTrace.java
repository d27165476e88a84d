package dev.coriolis.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * <p>The exception stays the same object. One whose stack trace is not writable is left as it is.
 */
final class AsyncTrace {
  /** Longer logical stacks are cut: an endless recursion fails too. */
  private static final int MAX_DEPTH = 256;

  private static final StackTraceElement MARKER =
      new StackTraceElement("coroutine", "stack", "awaited by", -1);

  /** Where a coroutine's part of a thread's stack begins and ends. */
  private static final Set<String> MACHINERY =
      Set.of(Frame.class.getName(), Frames.class.getName(), AsyncTrace.class.getName());

  private AsyncTrace() {}

  /** Adds the logical stack from {@code innermost} upwards, unless it is there already. */
  static void attach(Throwable failure, @Nullable Frame<?> innermost) {
    if (innermost == null) {
      return;
    }
    List<StackTraceElement> chain = new ArrayList<>();
    for (Frame<?> frame = innermost; frame != null && chain.size() < MAX_DEPTH; ) {
      chain.add(frame.location());
      frame = frame.lastWaiter();
    }
    append(failure, chain);
  }

  /** Adds the stack of this thread, for an await that finds its stage failed already. */
  static void attachCallers(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    if (indexOfMarker(trace) >= 0) {
      return;
    }
    List<StackTraceElement> callers = StackWalker.getInstance()
        .walk(frames -> frames
            .map(StackWalker.StackFrame::toStackTraceElement)
            .dropWhile(AsyncTrace::isMachinery)
            .takeWhile(element -> !isMachinery(element))
            .limit(MAX_DEPTH)
            .toList());
    if (!Arrays.asList(trace).containsAll(callers)) {
      append(failure, callers);
    }
  }

  private static boolean isMachinery(StackTraceElement element) {
    return MACHINERY.contains(element.getClassName());
  }

  private static void append(Throwable failure, List<StackTraceElement> chain) {
    StackTraceElement[] trace = failure.getStackTrace();
    int marker = indexOfMarker(trace);
    if (chain.isEmpty() || trace.length == 0) {
      return;
    }
    if (marker >= 0 && Arrays.asList(trace).subList(marker, trace.length).contains(chain.get(0))) {
      return;
    }
    List<StackTraceElement> whole = new ArrayList<>(Arrays.asList(trace));
    if (marker < 0) {
      whole.add(MARKER);
    }
    whole.addAll(chain);
    failure.setStackTrace(whole.toArray(StackTraceElement[]::new));
  }

  private static int indexOfMarker(StackTraceElement[] trace) {
    return Arrays.asList(trace).indexOf(MARKER);
  }
}
