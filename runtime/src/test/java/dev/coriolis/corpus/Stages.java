package dev.coriolis.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a corpus case awaits, and the trace of what it did in which order. */
public final class Stages {

  /** When the stages of a case complete. */
  public enum Mode {
    AT_ONCE,
    LATER,
    BY_TURNS,
    /** At once, but no turn has time left: each await suspends. */
    IN_OVERDUE_TURNS
  }

  /** Stands before the name of each case, on a line of its own; no value has it. */
  private static final String CASE = "\n\f";

  private final Mode mode;
  private final ScheduledExecutorService completer;
  private final StringBuffer trace = new StringBuffer();
  private int made;

  /** Begins an empty trace. */
  public Stages(Mode mode, ScheduledExecutorService completer) {
    this.mode = mode;
    this.completer = completer;
  }

  /** Writes a value into the trace and returns it. */
  public <T> T log(T value) {
    // An array shows its elements: its hash differs from run to run.
    trace.append(Arrays.deepToString(new Object[] {value})).append(' ');
    return value;
  }

  /** Writes a value into the trace and returns a stage of it. */
  public <T> CompletionStage<T> of(T value) {
    log(value);
    CompletableFuture<T> future = new CompletableFuture<>();
    complete(() -> future.complete(value));
    return future;
  }

  /** Writes the message of a failure into the trace and returns a stage that fails with it. */
  public <T> CompletionStage<T> failed(Throwable failure) {
    log("fail:" + failure.getMessage());
    CompletableFuture<T> future = new CompletableFuture<>();
    complete(() -> future.completeExceptionally(failure));
    return future;
  }

  private void complete(Runnable completion) {
    made++;
    if (mode == Mode.AT_ONCE
        || mode == Mode.IN_OVERDUE_TURNS
        || mode == Mode.BY_TURNS && made % 2 == 0) {
      completion.run();
    } else {
      completer.schedule(completion, 200, TimeUnit.MICROSECONDS);
    }
  }

  /** Begins a case: what follows in the trace belongs to it. */
  public void begin(String name) {
    trace.append(CASE).append(name).append(": ");
  }

  /** Runs a coroutine to its end as a case, and writes its value or its exception into the trace. */
  public void run(String name, Callable<? extends CompletionStage<?>> coroutine) {
    begin(name);
    try {
      Object value = start(coroutine).toCompletableFuture().get(30, TimeUnit.SECONDS);
      trace.append("= ").append(value);
    } catch (ExecutionException e) {
      trace.append("! ").append(describe(e.getCause()));
    } catch (Throwable e) {
      trace.append("! ").append(describe(e));
    }
  }

  private CompletionStage<?> start(Callable<? extends CompletionStage<?>> coroutine)
      throws Exception {
    if (mode != Mode.IN_OVERDUE_TURNS) {
      return coroutine.call();
    }
    try (OverdueLoop loop = new OverdueLoop()) {
      return loop.run(coroutine);
    }
  }

  /** The JVM's own message names unnamed variables by their slot, which weaving may move. */
  private static String describe(Throwable failure) {
    return failure instanceof NullPointerException
        ? NullPointerException.class.getName()
        : failure.toString();
  }

  String trace() {
    return trace.toString();
  }

  /** Returns the parts of the trace that belong to one case each, beginning with its name. */
  List<String> cases() {
    String all = trace();
    return List.of(all.substring(all.indexOf(CASE) + CASE.length()).split(CASE));
  }
}
