package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Calls {
  private final Stages s;
  private String secret = "sec";

  Calls(Stages s) { this.s = s; }

  record Point(Object x, Object y, long z) {
    Point(Object x) { this(x, "dy", 1L); }
  }

  static class Tracing {
    static { TRACE.append("init "); }
    Tracing(int n) { TRACE.append("new" + n + " "); }
  }

  static StringBuilder TRACE = new StringBuilder();

  class Inner {
    final String name;
    Inner(String name, int n) { this.name = name + n + secret; }
  }

  public static void run(Stages s) {
    TRACE.setLength(0);
    Calls c = new Calls(s);
    s.run("arguments", c::arguments);
    s.run("varargs", c::varargs);
    s.run("constructors", () -> c.constructors(true));
    s.run("constructors", () -> c.constructors(false));
    s.run("init order", c::initOrder);
    s.run("inner", c::inner);
    s.run("anonymous", c::anonymous);
    s.run("chain", c::chain);
    s.run("constructor fails", c::constructorFails);
    s.run("statements", c::statements);
    s.run("many parameters", () -> c.manyParameters(1, 2L, 3f, 4d, true, (byte) 6, 'g', (short) 8, "i", new int[] {9}));
    s.run("assigned parameters", () -> c.assigned(1, "p", 2L));
    s.run("throw", c::throwing);
  }

  private String join(Object a, long b, double c, Object... rest) { return a + "|" + b + "|" + c + "|" + Arrays.toString(rest); }

  private static int twice(int n) { return 2 * n; }

  @Coroutine CompletionStage<String> arguments() {
    return completedFuture(join(s.log("a"), await(s.of(2)), await(s.of(3.5f)), twice(await(s.of(4))), await(s.of("e"))) + this.join(await(s.of(1)), s.log(2), twice(3)));
  }

  @Coroutine CompletionStage<String> varargs() {
    return completedFuture(String.format("%s-%s-%s", await(s.of("x")), twice(await(s.of(2))), List.of(await(s.of(1)), s.log(2), await(s.of(3)))));
  }

  @Coroutine CompletionStage<Object> constructors(boolean left) {
    Object o = new Point(new Point(await(s.of("p"))), left ? await(s.of("q")) : new Point("z", await(s.of(1)), await(s.of(7L))), await(s.of(9L)));
    new Point(await(s.of("dropped")));
    return completedFuture(new ArrayList<>(List.of(o, new StringBuilder(await(s.of("sb"))).append(await(s.of(1L))))).toString());
  }

  @Coroutine CompletionStage<String> initOrder() {
    Object o = new Tracing(await(s.of(mark())));
    return completedFuture(TRACE.toString());
  }

  private static int mark() { TRACE.append("argument "); return 1; }

  @Coroutine CompletionStage<String> inner() {
    Inner i = new Inner(await(s.of("n")), await(s.of(5)));
    Inner j = this.new Inner("m", i.name.length() + await(s.of(1)));
    return completedFuture(i.name + j.name);
  }

  @Coroutine CompletionStage<String> anonymous() {
    String captured = await(s.of("cap"));
    AbstractList<String> list = new AbstractList<>() {
      public String get(int i) { return captured + secret + i; }
      public int size() { return 2; }
    };
    Thread t = new Thread(await(s.of("name"))) {
      @Override public String toString() { return getName() + captured; }
    };
    return completedFuture(list.toString() + t);
  }

  @Coroutine CompletionStage<String> chain() {
    return completedFuture(await(s.of(" text ")).trim().concat(await(s.of("more"))).substring(await(s.of(2))).replace('m', await(s.of('M'))));
  }

  @Coroutine CompletionStage<Object> constructorFails() {
    return completedFuture(new ArrayList<String>(await(s.of(-1))));
  }

  @Coroutine CompletionStage<Void> statements() {
    await(s.of("s1"));
    s.log(await(s.of("s2")));
    twice(await(s.of(3)));
    { int scoped = await(s.of(4)); s.log(scoped); }
    { String scoped = await(s.of("five")); s.log(scoped); }
    return done();
  }

  @Coroutine CompletionStage<String> manyParameters(int a, long b, float c, double d, boolean e, byte f, char g, short h, String i, int[] j) {
    String r = a + "" + b + await(s.of("-")) + c + d + e;
    await(s.of("+"));
    return completedFuture(r + f + g + await(s.of("*")) + h + i + j[0]);
  }

  @Coroutine CompletionStage<String> assigned(int a, String b, long c) {
    a += await(s.of(10));
    b = await(s.of("q"));
    c = c + await(s.of(1L));
    b += await(s.of("r"));
    return completedFuture(a + b + c);
  }

  @Coroutine CompletionStage<String> throwing() {
    throw new IllegalStateException(await(s.of("m")) + await(s.of(1)));
  }
}
