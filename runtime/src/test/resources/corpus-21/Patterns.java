package corpus;

import static dev.coriolis.Coroutines.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** Switches over types and record patterns, whose guards await. */
public class Patterns {
  sealed interface Shape permits Circle, Square, Pair {}
  record Circle(int r) implements Shape {}
  record Square(long a) implements Shape {}
  record Pair(Shape left, Shape right) implements Shape {}
  record Box<T>(T t, double w) {}
  enum Color { RED, GREEN }

  public static void run(Stages s) {
    Patterns p = new Patterns();
    List<Shape> shapes = List.of(new Circle(1), new Circle(5), new Square(2), new Pair(new Circle(3), new Square(4)), new Pair(new Square(9), new Pair(new Circle(6), new Circle(6))));
    for (Shape h : shapes) {
      s.run("types " + h, () -> p.types(s, h));
      s.run("statement " + h, () -> p.statement(s, h));
      s.run("records " + h, () -> p.records(s, h));
      s.run("nested " + h, () -> p.nested(s, h));
      s.run("instanceof " + h, () -> p.instances(s, h));
    }
    for (Object o : new Object[] {1, 20, "text", "", 3L, Color.RED, new int[] {7}, List.of()}) s.run("objects", () -> p.objects(s, o));
    s.run("null", () -> p.objects(s, null));
    s.run("null", () -> p.types(s, null));
    for (Color c : Color.values()) s.run("enum", () -> p.enums(s, c));
    s.run("generic", () -> p.generic(s, new Box<>("b", 1.5)));
    s.run("in lambda", () -> p.inLambda(s, new Box<>(2, 2.5)));
    s.run("in constructor", () -> p.inConstructor(s, new Pair(new Circle(1), new Circle(2))));
  }

  @Coroutine CompletionStage<String> types(Stages s, Shape h) {
    return completedFuture("is " + switch (h) { case Circle c when await(s.of(c.r())) > 3 -> "big" + await(s.of(c)); case Circle c -> "small" + c; case Square q when await(s.of(q.a())) == 2L -> await(s.of("two")); case Square q -> q.a() + await(s.of(1)); case Pair p -> { Shape l = await(s.of(p.left())); yield l + "" + p.right(); } } + await(s.of("end")));
  }

  @Coroutine CompletionStage<String> statement(Stages s, Shape h) {
    StringBuilder b = new StringBuilder();
    for (int j = 0; j < 2; j++) {
      int i = j;
      switch (await(s.of(h))) {
        case Circle c when c.r() > 3 && await(s.of(i)) == 0: b.append("first").append(c.r()); continue;
        case Circle c: b.append(await(s.of(c.r()))); break;
        case Pair(Circle(int r), var q) when await(s.of(r)) < 9: b.append(q).append(await(s.of(r))).append(r); break;
        default: b.append(await(s.of("default")));
      }
      b.append(i);
    }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> records(Stages s, Shape h) {
    return completedFuture(switch (h) {
      case Pair(Circle(var r), Square(long a)) when await(s.of(r + a)) == 7L -> r + await(s.of("+")) + a;
      case Pair(Square(var a), Pair(Circle(int x), Circle(int y))) when x == await(s.of(y)) && await(s.of(true)) -> a + await(s.of("=")) + x + y;
      case Pair(var l, var r) -> "pair" + await(s.of(l)) + r;
      case Circle(int r) when await(s.of(r)) % 2 == 0 -> "even";
      case Circle(int r) -> "odd" + r + await(s.of(r));
      case Square(long a) -> { try { yield await(s.<String>failed(new IllegalStateException("square"))); } catch (IllegalStateException e) { yield e.getMessage() + a; } finally { await(s.of(a)); } }
    });
  }

  @Coroutine CompletionStage<Object> nested(Stages s, Shape h) {
    return completedFuture(switch (h) { case Pair(Shape l, Shape r) when (switch (l) { case Circle c -> await(s.of(c.r())); default -> -1; }) == 3 -> switch (r) { case Square q -> await(s.of(q.a())) + q.a(); default -> await(s.of("no")); }; default -> await(s.of(h instanceof Circle(int r) ? r : 0)); });
  }

  @Coroutine CompletionStage<String> instances(Stages s, Shape h) {
    if (h instanceof Pair(Square(long a), Pair(Circle(int x), var y)) && await(s.of(a)) > x) return completedFuture(a + "" + await(s.of(x)) + y);
    if (!(h instanceof Circle(int r)) || await(s.of(r)) == 1) return completedFuture("other" + await(s.of(h)));
    while (!(await(s.of((Object) r)) instanceof Integer i && i >= r)) await(s.of("again"));
    return completedFuture("circle" + r);
  }

  @Coroutine CompletionStage<String> objects(Stages s, Object o) {
    String r = switch (o) { case null -> "null" + await(s.of(0)); case Integer i when i > await(s.of(10)) -> "large" + i; case Integer i -> await(s.of("int")) + i; case String t when !t.isEmpty() && await(s.of(t.length())) == 4 -> t + await(s.of(t)); case String t -> "s" + t; case Color c when c == await(s.of(Color.RED)) -> "red"; case int[] a when await(s.of(a.length)) == 1 -> "array" + a[0]; case List<?> l -> "list" + await(s.of(l.size())); default -> "default" + await(s.of(o)); };
    return completedFuture(r + await(s.of("!")));
  }

  @Coroutine CompletionStage<String> enums(Stages s, Color c) { return completedFuture(switch (c) { case RED -> await(s.of("r")); case GREEN -> { long w = await(s.of(2L)); yield w + await(s.of("g")); } }); }

  @Coroutine <T> CompletionStage<String> generic(Stages s, Box<T> b) { return completedFuture(switch (b) { case Box<T>(T t, double w) when w > await(s.of(1)) -> t + "" + await(s.of(w)) + w; case Box<T> x -> "x"; }); }

  @Coroutine CompletionStage<String> inLambda(Stages s, Object o) { Function<Object, CompletionStage<String>> f = x -> switch (x) { case Box<?>(Integer i, double w) when await(s.of(i)) == 2 -> { await(s.of(w)); yield completedFuture(i + "" + w); } case Box<?> b -> completedFuture("b"); default -> s.of("none"); }; return f.apply(o); }

  @Coroutine CompletionStage<String> inConstructor(Stages s, Shape h) { return completedFuture("" + new Box<>(switch (h) { case Pair(Circle(int a), Circle(int b)) when await(s.of(a)) < b -> new Pair(new Circle(await(s.of(b))), new Square(await(s.of(3L)))); default -> h; }, h instanceof Pair p ? await(s.of(2.5)) : 0)); }
}
