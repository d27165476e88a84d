package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** As in {@code EmptiedStacks}, with objects that wait for their constructors: Eclipse's compiler, and javac 17 for some, write class files that the JVM refuses. */
public class EmptiedStacksOfJavac {
  record Pair(Object a, Object b) {}
  record Triple(Object a, int b, Object c) {}

  public static void run(Stages s) {
    EmptiedStacksOfJavac c = new EmptiedStacksOfJavac();
    for (int i = 0; i < 3; i++) {
      int n = i;
      s.run("three waiting", () -> c.threeWaiting(s, n));
      s.run("loop below operands", () -> c.loopBelowOperands(s, n));
      s.run("left without the object", () -> c.leftWithoutObject(s, n));
      s.run("thrown object", () -> c.thrownObject(s, n));
      s.run("dropped object", () -> c.droppedObject(s, n));
      s.run("behind an await", () -> c.behindAnAwait(s, n));
      s.run("beside a monitor", () -> c.besideMonitor(s, n));
      s.run("beside a conditional", () -> c.besideConditional(s, n));
    }
  }

  @Coroutine CompletionStage<Object> threeWaiting(Stages s, int n) {
    int w = 5;
    return completedFuture(List.of(w, new Triple(await(s.of("q")), switch (n) { case 0 -> { try { await(s.of(1)); yield 2; } finally { await(s.of("f")); } } default -> w; } + w, new Pair(n, switch (n) { case 1 -> { try (AutoCloseable c = () -> s.log("close")) { yield await(s.of("in")); } catch (Exception e) { yield e; } } default -> { try { throw new IllegalStateException("thrown"); } catch (IllegalStateException e) { yield new Pair(e.getMessage(), switch (n) { case 0 -> { try { yield await(s.of("deep")); } finally { await(s.of("out")); } } default -> "flat"; }); } } }))));
  }

  @Coroutine CompletionStage<Object> besideConditional(Stages s, int n) {
    Pair p = new Pair(1, n);
    return completedFuture(new Pair(p, new Object() { @Override public String toString() { return "anonymous" + n; } }.toString() + new Pair(n == 1 ? new Pair(await(s.of(1)), switch (n) { case 1 -> { try { yield await(s.of("t")); } finally { s.log("f"); } } default -> 1; }) : "no", await(s.of("end")))));
  }

  @Coroutine CompletionStage<Object> besideMonitor(Stages s, int n) {
    return completedFuture(new Pair(await(s.of(n)), switch (n) { case 0 -> { synchronized (this) { s.log("held"); } yield await(s.of("free")); } default -> { synchronized (this) { yield n; } } }));
  }

  @Coroutine CompletionStage<Object> loopBelowOperands(Stages s, int n) {
    return completedFuture(s.log(1) + 2 * switch (n) { case 0: for (int j = 0; ; j++) { try { if (await(s.of(j)) == 2) yield 8; } finally { if (j == 1) continue; s.log("fin" + j); } } default: try { yield 5; } finally { s.log(await(s.of("last"))); } } + "end");
  }

  @Coroutine CompletionStage<Object> leftWithoutObject(Stages s, int n) {
    try {
      return completedFuture(new Pair(await(s.of(2)), switch (n) { case 0 -> { try { yield await(s.of(3)); } finally { if (await(s.of(true))) throw new IllegalStateException("left"); } } case 1 -> { try { throw new IllegalStateException(await(s.of("thrown"))); } finally { s.log("f"); } } default -> await(s.of(4)); }));
    } catch (IllegalStateException e) {
      return completedFuture(e.getMessage() + await(s.of("caught")));
    }
  }

  @Coroutine CompletionStage<Object> thrownObject(Stages s, int n) {
    throw new IllegalStateException("thrown " + switch (n) { case 0 -> { try { yield await(s.of("one")); } finally { s.log("f"); } } default -> await(s.of(n)); });
  }

  @Coroutine CompletionStage<Object> droppedObject(Stages s, int n) {
    new Pair("dropped", switch (n) { case 0 -> { try { yield await(s.of("one")); } finally { s.log("f"); } } default -> { try { yield "z"; } finally { s.log("g"); } } });
    return completedFuture(await(s.of(n)));
  }

  @Coroutine CompletionStage<Object> behindAnAwait(Stages s, int n) {
    return completedFuture(new Pair(await(s.of("x")), switch (n) { case 0 -> { try { yield await(s.of("one")); } finally { s.log(await(s.of("f"))); } } case 1 -> { try { yield await(s.<String>failed(new IllegalStateException("two"))); } catch (IllegalStateException e) { yield e.getMessage() + await(s.of("caught")); } } default -> 3; }));
  }
}
