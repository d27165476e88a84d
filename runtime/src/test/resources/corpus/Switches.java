package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Switches {
  enum Color { RED, GREEN, BLUE }
  sealed interface Shape permits Circle, Square {}
  record Circle(int r) implements Shape {}
  record Square(int a) implements Shape {}

  public static void run(Stages s) {
    Switches w = new Switches();
    for (int i = 0; i < 5; i++) { int n = i; s.run("int " + n, () -> w.ints(s, n)); }
    for (String k : new String[] {"a", "Aa", "BB", "zz"}) s.run("string " + k, () -> w.strings(s, k));
    for (Color c : Color.values()) s.run("enum " + c, () -> w.enums(s, c));
    s.run("sparse", () -> w.sparse(s, 100000));
    s.run("yield", () -> w.yields(s, 2));
    s.run("operand", () -> w.asOperand(s, Color.BLUE));
    s.run("patterns", () -> w.patterns(s, new Circle(3)));
    s.run("patterns", () -> w.patterns(s, new Square(4)));
    s.run("null", () -> w.strings(s, null));
  }

  @Coroutine CompletionStage<String> ints(Stages s, int n) {
    StringBuilder b = new StringBuilder();
    switch (await(s.of(n))) {
      case 0: b.append(await(s.of("zero")));
      case 1: b.append(await(s.of("one"))); break;
      case 2: { String t = await(s.of("two")); b.append(t); return completedFuture(b + "!"); }
      case 3: throw new IllegalArgumentException(await(s.of("three")));
      default: b.append("other");
    }
    return completedFuture(b.append(await(s.of(n))).toString());
  }

  @Coroutine CompletionStage<String> strings(Stages s, String k) {
    String r = switch (k) {
      case "a" -> await(s.of("A"));
      case "Aa", "BB" -> { String t = await(s.of(k)); yield t + await(s.of(t)); }
      default -> "default" + await(s.of(1));
    };
    return completedFuture(r + k);
  }

  @Coroutine CompletionStage<Integer> enums(Stages s, Color c) {
    int r = 1;
    switch (c) { case RED -> r += await(s.of(1)); case GREEN -> { await(s.of(2)); r = 7; } default -> await(s.of(3)); }
    return completedFuture(r + await(s.of(c.ordinal())));
  }

  @Coroutine CompletionStage<Long> sparse(Stages s, int n) {
    switch (n) { case 1: return completedFuture(1L); case 100000: return completedFuture(await(s.of(5L)) + n); default: return completedFuture(0L); }
  }

  @Coroutine CompletionStage<String> yields(Stages s, int n) {
    return completedFuture("x" + switch (n) { case 1: yield 1; case 2: int k = await(s.of(3)); yield k * await(s.of(2)); default: yield 0; } + await(s.of("y")));
  }

  @Coroutine CompletionStage<Integer> asOperand(Stages s, Color c) {
    return completedFuture(s.log(1) + switch (await(s.of(c))) { case RED -> 2; case GREEN -> await(s.of(3)); case BLUE -> await(s.of(4)) + await(s.of(5)); } * s.log(6));
  }

  @Coroutine CompletionStage<String> patterns(Stages s, Shape shape) {
    if (await(s.of((Object) shape)) instanceof Circle c && c.r() == await(s.of(3))) return completedFuture("circle" + await(s.of(c.r())) + c);
    if (!(shape instanceof Square q)) throw new AssertionError();
    await(s.of("between"));
    return completedFuture("square" + q.a());
  }
}
