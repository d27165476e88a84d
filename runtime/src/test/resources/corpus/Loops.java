package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Loops {
  public static void run(Stages s) {
    Loops l = new Loops();
    s.run("for", () -> l.forLoop(s, 7));
    s.run("while", () -> l.whileLoop(s));
    s.run("do", () -> l.doLoop(s));
    s.run("foreach", () -> l.forEach(s));
    s.run("labels", () -> l.labels(s));
    s.run("nested", () -> l.nested(s));
    s.run("begins with loop", () -> l.beginsWithLoop(s, 3));
    s.run("endless", () -> l.endless(s));
    s.run("try in loop", () -> l.tryInLoop(s));
    s.run("many", () -> l.many(s));
  }

  @Coroutine CompletionStage<String> forLoop(Stages s, int n) {
    int sum = 0;
    long squares = 0;
    double product = 1;
    for (int i = 0, j = n; i < await(s.of(n)); i += await(s.of(1)), j--) {
      if (i == 2) continue;
      if (i == 6) break;
      sum += await(s.of(i)) + j;
      squares += (long) i * await(s.of(i));
      product *= 1.5;
    }
    return completedFuture(sum + " " + squares + " " + product);
  }

  @Coroutine CompletionStage<Integer> whileLoop(Stages s) {
    int i = 0;
    while (await(s.of(i)) < 3) i++;
    while (i > 0 && await(s.of(true))) { i--; if (i == 1) break; }
    return completedFuture(i);
  }

  @Coroutine CompletionStage<String> doLoop(Stages s) {
    StringBuilder b = new StringBuilder();
    int i = 0;
    do { int old = i; i += await(s.of(2)); if (i == 4) continue; b.append(old); } while (await(s.of(i)) < 7);
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> forEach(Stages s) {
    StringBuilder b = new StringBuilder();
    for (int v : new int[] {1, 2, 3}) b.append(v).append(await(s.of(v * v)));
    for (String v : await(s.of(new String[] {"x", "y"}))) b.append(v + await(s.of(v)));
    for (Map.Entry<String, Integer> e : new TreeMap<>(Map.of("k", 1, "l", 2)).entrySet()) b.append(e.getKey()).append(await(s.of(e.getValue())));
    for (long v : List.of(4L, 5L)) for (var w : await(s.of(List.of("a", "b")))) b.append(v).append(w);
    for (int[] row : new int[][] {{1}, {2, 3}}) for (int v : row) b.append(await(s.of(v)));
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> labels(Stages s) {
    StringBuilder b = new StringBuilder();
    outer:
    for (int i = 0; i < 4; i++) {
      for (int j = 0; ; j++) {
        if (await(s.of(j)) == i) continue outer;
        if (i == 3) break outer;
        b.append(i).append(j);
      }
    }
    block: { if (await(s.of(true))) break block; b.append("not"); }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<Long> nested(Stages s) {
    long n = 0;
    for (int i = 0; i < 3; i++) {
      int k = i;
      while (k-- > 0) { do { n += await(s.of(k)); } while (n % 2 == 1 && await(s.of(false))); }
    }
    return completedFuture(n);
  }

  @Coroutine CompletionStage<Integer> beginsWithLoop(Stages s, int i) {
    while (i > 0) { i -= await(s.of(1)); }
    return completedFuture(i);
  }

  @Coroutine CompletionStage<Integer> endless(Stages s) {
    for (int i = 0; ; i++) { if (await(s.of(i)) == 3) return completedFuture(i); }
  }

  @Coroutine CompletionStage<String> tryInLoop(Stages s) {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      try {
        if (i == 1) continue;
        if (i == 3) break;
        if (i == 2) await(s.failed(new IllegalStateException("two")));
        b.append(await(s.of(i)));
      } catch (IllegalStateException e) {
        b.append(e.getMessage());
      } finally {
        b.append(await(s.of("f" + i)));
      }
    }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<Integer> many(Stages s) {
    int n = 0;
    for (int i = 0; i < 500; i++) n += await(completedFuture(i));
    return completedFuture(n);
  }
}
