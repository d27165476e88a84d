package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** A {@code try} in a {@code switch} expression: what is on the stack has to be in variables meanwhile. */
@SuppressWarnings("finally")
public class EmptiedStacks {
  private final Stages s;

  EmptiedStacks(Stages s) { this.s = s; }

  public static void run(Stages s) {
    EmptiedStacks e = new EmptiedStacks(s);
    for (int i = 0; i < 3; i++) {
      int n = i;
      s.run("element of an array", () -> e.elementOfArray(n));
      s.run("concatenation", () -> e.concatenation(n));
      s.run("conditions", () -> e.conditions(n));
    }
  }

  @Coroutine CompletionStage<Object> elementOfArray(int n) {
    int[] all = {1, 2, 3};
    int[] first = all;
    int i = 0;
    all[i++] += switch (n) { case 0 -> { try { i = 2; yield await(s.of(4)); } finally { all = new int[] {9}; await(s.of(i)); } } default -> { try { yield await(s.<Integer>failed(new IllegalStateException("x"))); } catch (IllegalStateException e) { yield 7; } } };
    return completedFuture(Arrays.toString(all) + Arrays.toString(first) + i);
  }

  @Coroutine CompletionStage<Object> concatenation(int n) {
    String t = "a";
    t += switch (n) { case 0 -> { try { yield await(s.of("b")); } finally { t = "lost"; } } default -> { try { t = "y"; yield t + await(s.of("c")); } finally { await(s.of("d")); } } } + t;
    return completedFuture(t);
  }

  @Coroutine CompletionStage<Object> conditions(int n) {
    boolean both = n == 0 && switch (await(s.of(n))) { case 0 -> { try { yield await(s.of(true)); } finally { s.log("q"); } } default -> { try { yield await(s.of(false)); } finally { s.log("r"); } } } | n > 0;
    if (switch (n) { case 1 -> { try { yield both; } finally { await(s.of(1)); } } default -> !both; }) return completedFuture("left" + both);
    return completedFuture(both);
  }
}
