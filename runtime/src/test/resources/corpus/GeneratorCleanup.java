package corpus;

import static corpus.Drive.Ask.CLOSE;
import static corpus.Drive.Ask.HAS_NEXT;
import static corpus.Drive.Ask.NEXT;
import static corpus.Drive.VALUES;
import static corpus.Drive.drive;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.emitAll;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.corpus.Begin;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.function.Supplier;

/** Generators that emit while they clean up, close others, and stand between who raises and who handles. */
@SuppressWarnings("finally")
public class GeneratorCleanup {
  static final Object[][] SCRIPTS = {
    VALUES,
    {NEXT, "a", new IllegalStateException("ise"), NEXT, new ArithmeticException("late"), "b", NEXT, NEXT},
    {NEXT, new ArithmeticException("early"), NEXT, "x", NEXT, CLOSE},
    {HAS_NEXT, NEXT, CLOSE, NEXT},
    {NEXT, "a", NEXT, CLOSE, CLOSE, new ArithmeticException("after")},
    {NEXT, new Error("error"), "y", NEXT, NEXT, NEXT},
    {NEXT, NEXT, HAS_NEXT, new ArithmeticException("ahead"), NEXT, NEXT, CLOSE},
    {NEXT, "close", "raise", "z", NEXT, NEXT}
  };

  public static void run(Stages s) {
    for (Object[] script : SCRIPTS) {
      drive(s, "emits in finally", () -> finallyEmits(s), script);
      drive(s, "emits all in finally", () -> finallyDelegates(s, 2), script);
      drive(s, "finally overrides", () -> overrides(s), script);
      drive(s, "closes another", () -> closesOther(s), script);
      drive(s, "zips", () -> zips(s, List.of(1, 2, 3)), script);
      drive(s, "swallows", () -> swallows(s), script);
      drive(s, "emits all in try", () -> delegatesInTry(s), script);
      drive(s, "chain fails", () -> chains(s, 30), script);
    }
  }

  static Generator<Object, Object> g(Supplier<Generator<Object, Object>> call) { return Begin.generator(call); }
  /** What a lambda captures must not change, so it is a parameter. */
  static Generator<Object, Object> beginChains(Stages s, int n) { return g(() -> chains(s, n)); }

  @Coroutine static Generator<Object, Object> finallyEmits(Stages s) { Object x = "x"; long w = 1; try { try { s.log(emit("t1")); w += 2; s.log(emit("t2" + w)); } catch (ArithmeticException e) { x = emit("caught" + e.getMessage()); w *= 3; } finally { s.log(emit("f" + w)); x = emit(x); } } catch (IllegalStateException e) { s.log(emit("outer" + w)); return end("ise"); } finally { s.log("last" + x + w); } return end(x); }

  @Coroutine static Generator<Object, Object> finallyDelegates(Stages s, int d) { try { emit("d" + d); if (d > 0) { s.log(emitAll(g(() -> finallyDelegates(s, d - 1)))); } emit("e" + d); } finally { s.log("fin" + d); if (d == 1) s.log(emitAll(List.of("l1", "l2"))); if (d == 2) s.log(emitAll(g(() -> finallyDelegates(s, 0)))); } return end("r" + d); }

  @Coroutine static Generator<Object, Object> overrides(Stages s) { for (int i = 0; ; i++) { long k = i; try { try { Object o = emit("a" + i); if ("b".equals(o)) throw new ArithmeticException("own"); if (i == 3) return end("three"); } finally { if (k == 1) continue; s.log("f" + k + emit("fin" + k)); if (k == 4) break; } } catch (Exception e) { s.log(e.getMessage() + emit("c" + k)); if (k > 2) throw new IllegalStateException("out", e); } } return end("broke"); }

  @Coroutine static Generator<Object, Object> closesOther(Stages s) { try (Generator<Object, Object> other = g(() -> finallyDelegates(s, 1))) { while (other.hasNext()) { Object o = emit(other.next()); if ("raise".equals(o)) { try { s.log(other.raise(new ArithmeticException("mine"))); } catch (ArithmeticException | NoSuchElementException e) { s.log(e.getClass()); } } if ("close".equals(o)) { try { other.close(); } catch (IllegalStateException e) { s.log("ignored"); } } } return end(other.result()); } }

  @Coroutine static Generator<Object, Object> zips(Stages s, List<?> l) { Iterator<?> a = l.iterator(); Generator<Object, Object> b = g(() -> overrides(s)); try { while (a.hasNext() && b.hasNext()) { Object x = a.next(), y = b.next(); s.log(emit(x + "" + y)); } } finally { b.close(); s.log("closed" + a.hasNext()); } return end(l.size()); }

  @Coroutine static Generator<Object, Object> swallows(Stages s) { int n = 0; Object last = null; while (n < 5) try { last = emit(n++); } catch (Exception e) { s.log(e.getMessage() + n); last = e; } finally { s.log("fin" + n + (last instanceof Exception)); } return end(n); }

  @Coroutine static Generator<Object, Object> delegatesInTry(Stages s) { Object r = "none"; for (int i = 0; i < 2; i++) try { r = emitAll(i == 0 ? g(() -> swallows(s)) : List.of("x", "y")); s.log(r); } catch (ArithmeticException | IllegalStateException e) { s.log("del" + e.getMessage()); r = emit("rec" + i); } catch (UnsupportedOperationException e) { s.log("unsupported"); } finally { s.log("dfin" + emit("df")); } return end(r); }

  @Coroutine static Generator<Object, Object> chains(Stages s, int n) { if (n == 0) { s.log(emit("bottom")); throw new IllegalStateException("bottom"); } try { return end(emitAll(beginChains(s, n - 1))); } finally { if (n % 13 == 0) s.log(emit("up" + n)); } }
}
