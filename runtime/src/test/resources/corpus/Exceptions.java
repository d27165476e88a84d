package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

public class Exceptions {
  private final Stages s;
  Exceptions(Stages s) { this.s = s; }
  private final StringBuilder b = new StringBuilder();

  static class Checked extends Exception { Checked(String m) { super(m); } }

  public static void run(Stages s) {
    s.run("catch", () -> new Exceptions(s).catches());
    s.run("finally", () -> new Exceptions(s).finallies());
    s.run("return through finally", () -> new Exceptions(s).returnThroughFinally(true));
    s.run("return through finally", () -> new Exceptions(s).returnThroughFinally(false));
    s.run("finally overrides", () -> new Exceptions(s).finallyOverrides());
    s.run("finally replaces", () -> new Exceptions(s).finallyReplaces());
    s.run("nested", () -> new Exceptions(s).nested());
    s.run("multi", () -> new Exceptions(s).multi(0));
    s.run("multi", () -> new Exceptions(s).multi(1));
    s.run("multi", () -> new Exceptions(s).multi(2));
    s.run("rethrow", () -> new Exceptions(s).rethrow());
    s.run("identity", () -> new Exceptions(s).identity());
    s.run("uncaught", () -> new Exceptions(s).uncaught());
    s.run("resources", () -> new Exceptions(s).resources(false));
    s.run("resources", () -> new Exceptions(s).resources(true));
    s.run("suppressed", () -> new Exceptions(s).suppressed());
    s.run("error", () -> new Exceptions(s).error());
    s.run("not covered", () -> new Exceptions(s).notCovered());
    s.run("live in handler", () -> new Exceptions(s).liveInHandler());
    s.run("callee", () -> new Exceptions(s).callee());
    s.run("declared", () -> new Exceptions(s).declared());
    s.run("wrapped", () -> new Exceptions(s).wrapped());
    s.run("return in try with catch all", () -> new Exceptions(s).catchAll());
  }

  @Coroutine CompletionStage<String> catches() {
    try { b.append(await(s.of("a"))); await(s.failed(new java.io.IOException("io"))); b.append("no"); }
    catch (RuntimeException e) { b.append("runtime"); }
    catch (Exception e) { b.append(e.getMessage()).append(await(s.of("b"))).append(e); }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> finallies() {
    try { b.append(await(s.of(1))); } finally { b.append(await(s.of(2))); }
    try { try { throw new IllegalStateException("ise"); } finally { b.append(await(s.of(3))); } }
    catch (IllegalStateException e) { b.append(e.getMessage() + await(s.of(4))); }
    finally { b.append(await(s.of(5))); }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> returnThroughFinally(boolean early) {
    try { if (early) return completedFuture("early" + await(s.of(1))); b.append("late"); }
    finally { s.log("f1"); await(s.of("f2")); }
    return completedFuture(b.toString());
  }

  @SuppressWarnings("finally")
  @Coroutine CompletionStage<String> finallyOverrides() {
    try { await(s.failed(new RuntimeException("lost"))); return completedFuture("never"); }
    finally { return completedFuture(await(s.of("override"))); }
  }

  @SuppressWarnings("finally")
  @Coroutine CompletionStage<String> finallyReplaces() {
    try { await(s.failed(new RuntimeException("lost"))); }
    finally { if (await(s.of(true))) throw new IllegalStateException(await(s.of("replaced"))); }
    return completedFuture("x");
  }

  @Coroutine CompletionStage<String> nested() {
    for (int i = 0; i < 3; i++) {
      try {
        try { b.append(await(s.of(i))); if (i == 1) await(s.failed(new Checked("c" + i)), Checked.class); else if (i == 2) throw new RuntimeException(await(s.of("r"))); }
        catch (Checked e) { b.append(e.getMessage()); await(s.failed(new IllegalArgumentException("in catch"))); }
        finally { b.append("f").append(await(s.of(i))); }
      } catch (IllegalArgumentException e) { b.append(e.getMessage()); }
      catch (RuntimeException e) { b.append("outer").append(await(s.of(e.getMessage()))); }
      catch (Exception e) { b.append("never"); }
    }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> multi(int n) {
    try { await(n == 0 ? s.<Object>failed(new IllegalStateException("s")) : n == 1 ? s.failed(new NumberFormatException("n")) : s.of("fine")); }
    catch (IllegalStateException | NumberFormatException e) { b.append(e.getClass().getSimpleName()).append(await(s.of("m"))).append(e.getMessage()); }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> rethrow() {
    try { await(s.failed(new Checked("again"))); }
    catch (Throwable t) { await(s.of("before")); throw t; }
    return completedFuture("x");
  }

  @Coroutine CompletionStage<Boolean> identity() {
    Checked own = new Checked("own");
    try { await(s.failed(own)); return completedFuture(false); } catch (Throwable t) { return completedFuture(t == own); }
  }

  @Coroutine CompletionStage<String> uncaught() { await(s.of(1)); return completedFuture("x" + await(s.<String>failed(new Checked("out")))); }

  class Res implements AutoCloseable {
    final String n; final boolean fails;
    Res(String n, boolean fails) { this.n = n; this.fails = fails; s.log("open" + n); }
    @Override public void close() { s.log("close" + n); if (fails) throw new IllegalStateException("close" + n); }
  }

  @Coroutine CompletionStage<String> resources(boolean fail) throws Exception {
    try (Res r = new Res(await(s.of("1")), false); Res q = await(s.of(0)) == 0 ? new Res("2", false) : null; Res none = null) {
      b.append(await(s.of(r.n + q.n)));
      if (fail) await(s.failed(new Checked("body")), Checked.class);
    } catch (Checked e) { b.append(await(s.of(e.getMessage()))); }
    finally { b.append(await(s.of("end"))); }
    return completedFuture(b.toString());
  }

  @Coroutine CompletionStage<String> suppressed() throws Exception {
    try (Res r = new Res("1", true); Res q = new Res("2", true)) { await(s.of("body")); await(s.failed(new Checked("main")), Checked.class); }
    catch (Checked e) { return completedFuture(e.getMessage() + Arrays.toString(e.getSuppressed()) + await(s.of("."))); }
    return completedFuture("x");
  }

  @Coroutine CompletionStage<String> error() {
    try { await(s.failed(new StackOverflowError("soe"))); } catch (StackOverflowError e) { return completedFuture(await(s.of(e.getMessage()))); }
    return completedFuture("x");
  }

  @Coroutine CompletionStage<String> notCovered() {
    try { b.append("t"); } catch (RuntimeException e) { b.append("wrong"); }
    await(s.failed(new RuntimeException("outside")));
    return completedFuture("x");
  }

  @Coroutine CompletionStage<String> liveInHandler() {
    String a = "a"; int n = 1; long w = 2;
    try { await(s.of(1)); n = 5; a = "b"; await(s.failed(new RuntimeException("r"))); a = "c"; w = 9; }
    catch (RuntimeException e) { b.append(a).append(n).append(w); }
    return completedFuture(b.toString());
  }

  @Coroutine private CompletionStage<Integer> inner(int n) { if (n == 0) throw new ArithmeticException("inner"); await(s.of(n)); return inner(n - 1); }

  @Coroutine CompletionStage<String> callee() {
    try { await(inner(3)); } catch (ArithmeticException e) { return completedFuture("caught" + await(s.of(e.getMessage()))); }
    return completedFuture("x");
  }

  @Coroutine CompletionStage<String> declared() {
    try { await(s.failed(new java.io.IOException("decl")), java.io.IOException.class); return completedFuture("x"); }
    catch (java.io.IOException e) { return completedFuture(e.getMessage() + await(s.of(1), RuntimeException.class)); }
  }

  @Coroutine CompletionStage<String> wrapped() {
    CompletionStage<Object> failed = s.failed(new Checked("in"));
    try { await(failed.thenApply(x -> x).thenApply(x -> x)); return completedFuture("x"); }
    catch (Exception e) { return completedFuture(unwrapped(e).toString()); }
  }

  /** A blocking get strips one wrapper only. */
  private static Throwable unwrapped(Throwable t) { return t instanceof CompletionException ? t.getCause() : t; }

  @Coroutine CompletionStage<String> catchAll() {
    try { await(s.of(1)); return completedFuture("returned"); } catch (Throwable t) { return completedFuture("caught " + t); }
  }
}
