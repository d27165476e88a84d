package corpus;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.corpus.Stages;
import java.util.*;
import java.util.concurrent.*;
import java.util.function.*;

/** What runs on the way out: {@code catch}, {@code finally} and {@code close()}, with awaits in every part. */
@SuppressWarnings({"finally", "try"})
public class Cleanup {
  private final Stages s;
  private final StringBuilder b = new StringBuilder();

  Cleanup(Stages s) { this.s = s; }

  static class Checked extends Exception { Checked(String m) { super(m); } }
  static class Special extends Checked { Special(String m) { super(m); } }

  final class Resource implements AutoCloseable {
    final String name;
    Resource(String name) { this.name = s.log("open " + name); if (name.equals("broken")) throw new IllegalStateException("open"); }
    @Override public void close() throws Checked { s.log("close " + name); if (name.startsWith("bad")) throw new Checked("close " + name); }
  }

  public static void run(Stages s) {
    s.run("value before finally", () -> new Cleanup(s).valueBeforeFinally());
    s.run("wide value before finally", () -> new Cleanup(s).wideValueBeforeFinally());
    s.run("return waits for three finallies", () -> new Cleanup(s).returnThroughThree());
    s.run("break through finally", () -> new Cleanup(s).breakThroughFinally());
    s.run("continue through finally", () -> new Cleanup(s).continueThroughFinally());
    s.run("labelled continue through two finallies", () -> new Cleanup(s).labelledContinue());
    s.run("break in finally swallows", () -> new Cleanup(s).breakInFinally());
    s.run("continue in finally swallows", () -> new Cleanup(s).continueInFinally());
    s.run("return in finally swallows return", () -> new Cleanup(s).returnInFinally());
    s.run("throw in catch and finally", () -> new Cleanup(s).throwInCatchAndFinally());
    s.run("finally fails by await", () -> new Cleanup(s).finallyFailsByAwait());
    s.run("catch fails by await", () -> new Cleanup(s).catchFailsByAwait());
    s.run("try in finally", () -> new Cleanup(s).tryInFinally());
    s.run("try in catch", () -> new Cleanup(s).tryInCatch());
    s.run("loop in finally", () -> new Cleanup(s).loopInFinally());
    s.run("finally without code before", () -> new Cleanup(s).emptyTry());
    s.run("empty finally", () -> new Cleanup(s).emptyFinally());
    s.run("order of catches", () -> new Cleanup(s).orderOfCatches());
    s.run("catch parameter assigned", () -> new Cleanup(s).catchParameterAssigned());
    s.run("rethrow is precise", () -> new Cleanup(s).rethrowIsPrecise());
    s.run("multi-catch rethrown", () -> new Cleanup(s).multiCatchRethrown());
    s.run("catch does not cover its catch", () -> new Cleanup(s).catchDoesNotCoverCatch());
    s.run("synchronous failure in try", () -> new Cleanup(s).synchronousFailure());
    s.run("stack overflow caught", () -> new Cleanup(s).errorCaught());
    s.run("thrown null", () -> new Cleanup(s).thrownNull());
    s.run("variables in handler", () -> new Cleanup(s).variablesInHandler());
    s.run("variables in finally", () -> new Cleanup(s).variablesInFinally());
    s.run("operands below a try", () -> new Cleanup(s).operandsBelowTry());
    s.run("retry", () -> new Cleanup(s).retry());
    s.run("resource from await", () -> new Cleanup(s).resourceFromAwait());
    s.run("resource is a variable", () -> new Cleanup(s).resourceIsVariable());
    s.run("resource is a field", () -> new Cleanup(s).resourceIsField());
    s.run("second resource fails to open", () -> new Cleanup(s).secondFailsToOpen());
    s.run("close fails alone", () -> new Cleanup(s).closeFailsAlone());
    s.run("closes fail too", () -> new Cleanup(s).closesFailToo());
    s.run("return closes", () -> new Cleanup(s).returnCloses());
    s.run("break closes", () -> new Cleanup(s).breakCloses());
    s.run("null is not closed", () -> new Cleanup(s).nullIsNotClosed());
    s.run("resources nested", () -> new Cleanup(s).resourcesNested());
    s.run("resource with all parts", () -> new Cleanup(s).resourceWithAllParts(false));
    s.run("failing resource with all parts", () -> new Cleanup(s).resourceWithAllParts(true));
    s.run("await of failed result", () -> new Cleanup(s).awaitOfFailedResult());
    s.run("cancelled stage", () -> new Cleanup(s).cancelledStage());
    s.run("same exception twice", () -> new Cleanup(s).sameExceptionTwice());
  }

  @Coroutine CompletionStage<Integer> valueBeforeFinally() { int n = 1; try { return completedFuture(n); } finally { n = await(s.of(2)); s.log(n); } }

  @Coroutine CompletionStage<String> wideValueBeforeFinally() { long w = 1; double d = 2; try { w += await(s.of(5L)); return completedFuture(w + "" + d + await(s.of(0.5))); } finally { w = await(s.of(9L)); d = w; s.log(d); } }

  @Coroutine CompletionStage<String> returnThroughThree() { try { try { try { return completedFuture(await(s.of("value"))); } finally { s.log(await(s.of("first"))); } } finally { s.log(await(s.of("second"))); } } finally { s.log(await(s.of("third"))); } }

  @Coroutine CompletionStage<String> breakThroughFinally() { while (true) { try { if (await(s.of(true))) break; b.append("not"); } finally { b.append(await(s.of("f"))); } } for (int i = 0; ; i++) try { try { if (i == await(s.of(1))) break; } finally { b.append(i); } } finally { b.append(await(s.of("g"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> continueThroughFinally() { for (int i = 0; i < 3; i++) { try { if (await(s.of(i)) == 1) continue; b.append(i); } finally { b.append(await(s.of("f" + i))); } b.append("|"); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> labelledContinue() { outer: for (int i = 0; i < 3; i++) { try { for (long j = 0; ; j++) { try { if (j == await(s.of(1L))) continue outer; if (i == 2) break outer; b.append(i).append(j); } finally { b.append(await(s.of("in"))); } } } finally { b.append(await(s.of("out" + i))); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> breakInFinally() { for (int i = 0; ; i++) { try { await(s.failed(new Checked("lost")), Checked.class); } finally { if (await(s.of(i)) == 1) break; else continue; } } return completedFuture("went on"); }

  @Coroutine CompletionStage<String> continueInFinally() { for (int i = 0; i < 3; i++) { try { if (i == 0) return completedFuture("lost"); if (i == 1) throw new IllegalStateException("lost"); b.append(await(s.of(i))); } finally { await(s.of("f")); if (i < 2) continue; } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<Integer> returnInFinally() { try { return completedFuture(await(s.of(1))); } finally { return completedFuture(await(s.of(2))); } }

  @Coroutine CompletionStage<String> throwInCatchAndFinally() { try { try { await(s.failed(new Checked("a")), Checked.class); } catch (Checked e) { throw new IllegalStateException(e.getMessage() + await(s.of("b"))); } finally { if (await(s.of(true))) throw new IllegalArgumentException(await(s.of("c"))); } } catch (IllegalStateException | IllegalArgumentException e) { return completedFuture(e.toString() + Arrays.toString(e.getSuppressed())); } return completedFuture("not"); }

  @Coroutine CompletionStage<String> finallyFailsByAwait() { try { return completedFuture(await(s.of("lost"))); } finally { await(s.failed(new IllegalStateException("of finally"))); } }

  @Coroutine CompletionStage<String> catchFailsByAwait() { try { await(s.failed(new Checked("first")), Checked.class); return completedFuture("not"); } catch (Checked e) { return completedFuture(await(s.<String>failed(new IllegalStateException(e.getMessage() + " second")))); } finally { s.log(await(s.of("f"))); } }

  @Coroutine CompletionStage<String> tryInFinally() { try { b.append(await(s.of("t"))); throw new IllegalStateException("main"); } catch (IllegalStateException e) { b.append(e.getMessage()); } finally { try { await(s.failed(new Checked("in finally")), Checked.class); } catch (Checked e) { b.append(await(s.of(e.getMessage()))); } finally { b.append(await(s.of("innermost"))); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> tryInCatch() { try { await(s.failed(new IllegalStateException("a"))); } catch (IllegalStateException e) { try { await(s.failed(new IllegalStateException("b"))); } catch (IllegalStateException f) { b.append(e.getMessage()).append(await(s.of(f.getMessage()))); } finally { b.append(await(s.of(e.getMessage()))); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> loopInFinally() { long w = 2; try { b.append(await(s.of("t"))); return completedFuture("value" + w); } finally { for (int i = 0; i < w; i++) { String t = await(s.of("f" + i)); if (i == 1) break; s.log(t); } s.log(b); } }

  @Coroutine CompletionStage<String> emptyTry() { try { } finally { b.append(await(s.of("f"))); } try { } catch (RuntimeException e) { b.append("not"); } finally { b.append(await(s.of("g"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> emptyFinally() { try { b.append(await(s.of(1))); await(s.failed(new Checked("c")), Checked.class); } catch (Checked e) { } finally { } return completedFuture(b.append(await(s.of(2))).toString()); }

  @Coroutine CompletionStage<String> orderOfCatches() { for (Throwable t : List.of(new Special("special"), new Checked("checked"), new IllegalStateException("ise"), new AssertionError("error"))) { try { await(s.failed(t), Throwable.class); } catch (Special e) { b.append(1).append(await(s.of(e.getMessage()))); } catch (Checked e) { b.append(2).append(await(s.of(e.getMessage()))); } catch (RuntimeException e) { b.append(3).append(e.getMessage()); } catch (Throwable e) { b.append(4).append(await(s.of(e.getMessage()))); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> catchParameterAssigned() { try { await(s.failed(new IllegalStateException("a"))); } catch (RuntimeException e) { String m = e.getMessage(); e = await(s.of(new IllegalArgumentException("b"))); b.append(m).append(await(s.of(e.getMessage()))); e = null; b.append(e); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> rethrowIsPrecise() throws Checked { try { await(s.of(1)); if (await(s.of(true))) throw new Special("precise"); return completedFuture("not"); } catch (Exception e) { await(s.of("before")); throw e; } finally { await(s.of("after")); } }

  @Coroutine CompletionStage<String> multiCatchRethrown() { try { try { await(s.failed(new Special("m")), Checked.class); } catch (Checked | IllegalStateException e) { s.log(await(s.of(e.getClass().getSimpleName()))); throw e; } } catch (Special e) { b.append("special").append(await(s.of(1))); } catch (Checked e) { b.append("checked"); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> catchDoesNotCoverCatch() { try { try { await(s.failed(new IllegalStateException("1"))); } catch (IllegalStateException e) { await(s.failed(new IllegalStateException(e.getMessage() + "2"))); } catch (RuntimeException e) { b.append("not"); } } catch (RuntimeException e) { b.append(await(s.of(e.getMessage()))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> synchronousFailure() { try { Object o = null; b.append(await(s.of("x"))); b.append(o.hashCode()).append(await(s.of("not"))); } catch (NullPointerException e) { b.append(await(s.of("npe"))); } try { await(((Supplier<CompletionStage<String>>) () -> { throw new IllegalStateException("no stage"); }).get()); } catch (IllegalStateException e) { b.append(await(s.of(e.getMessage()))); } try { await(((CompletionStage<String>) null)); } catch (NullPointerException e) { b.append("null stage"); } return completedFuture(b.toString()); }

  private int deep(int n) { return deep(n + 1) + 1; }

  @Coroutine CompletionStage<String> errorCaught() { try { await(s.of(1)); return completedFuture("" + deep(0)); } catch (StackOverflowError e) { return completedFuture("overflow" + await(s.of(2))); } }

  @Coroutine CompletionStage<String> thrownNull() { try { throw await(s.<IllegalStateException>of(null)); } catch (NullPointerException e) { return completedFuture("npe" + await(s.of(1))); } }

  @Coroutine CompletionStage<String> variablesInHandler() { int n = 0; String t = null; long w; double d = 1; try { n = await(s.of(1)); t = "set"; w = await(s.of(2L)); d = w; n = await(s.<Integer>failed(new IllegalStateException("x"))); t = "not"; } catch (IllegalStateException e) { w = 7; b.append(n).append(t).append(d).append(await(s.of(w))).append(w).append(n); } return completedFuture(b.append(n).append(t).toString()); }

  @Coroutine CompletionStage<String> variablesInFinally() { int[] a = {1}; int n = 3; for (int i = 0; i < 2; i++) { float f = i; try { a[0] += await(s.of(i)); n++; if (i == 1) return completedFuture(b + "" + a[0] + n); } finally { n += await(s.of(10)); b.append(n).append(f).append(a[0]); s.log(b); } } return completedFuture("not"); }

  private String join(Object... all) { return Arrays.toString(all); }

  @Coroutine CompletionStage<String> operandsBelowTry() { long w = 3; return completedFuture(join(s.log("a"), w, switch (1) { case 1 -> { try { await(s.failed(new Checked("c")), Checked.class); yield 1; } catch (Checked e) { yield e.getMessage() + await(s.of("d")); } finally { await(s.of("f")); } } default -> 0; }, await(s.of("e"))) + w); }

  @Coroutine CompletionStage<String> retry() { for (int attempt = 1; ; attempt++) { try { s.log(attempt); if (attempt < 3) await(s.failed(new Checked("again")), Checked.class); return completedFuture(await(s.of("done")) + attempt); } catch (Checked e) { if (attempt == 5) throw new IllegalStateException(e); await(s.of("pause")); } } }

  @Coroutine CompletionStage<String> resourceFromAwait() throws Exception { try (var r = await(completedFuture(new Resource("r"))); Resource q = new Resource(await(s.of("q")))) { return completedFuture(r.name + await(s.of("body")) + q.name); } }

  @Coroutine CompletionStage<String> resourceIsVariable() throws Exception { Resource r = new Resource("r"); final Resource q = new Resource("q"); await(s.of(1)); try (r; q) { b.append(await(s.of(r.name))); } b.append(await(s.of(q.name))); return completedFuture(b.toString()); }

  private final Resource field = null;
  @Coroutine CompletionStage<String> resourceIsField() throws Exception { try (field; var other = new Resource("o")) { b.append(field).append(await(s.of(other.name))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> secondFailsToOpen() throws Exception { try (Resource r = new Resource("r"); Resource q = new Resource(await(s.of("broken")))) { b.append(await(s.of("not"))); } catch (IllegalStateException e) { b.append(e.getMessage()).append(await(s.of("caught"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> closeFailsAlone() { try (Resource r = new Resource("bad")) { b.append(await(s.of("body"))); } catch (Checked e) { b.append(e.getMessage()).append(await(s.of("caught"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> closesFailToo() throws Exception { try (Resource r = new Resource("bad1"); Resource q = new Resource("bad2")) { await(s.failed(new IllegalStateException("body"))); } catch (IllegalStateException e) { b.append(e.getMessage()); for (Throwable t : e.getSuppressed()) b.append(await(s.of(t.getMessage()))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> returnCloses() throws Exception { try (Resource r = new Resource("r")) { if (await(s.of(true))) return completedFuture("early" + await(s.of(r.name))); b.append("not"); } finally { s.log(await(s.of("f"))); } return completedFuture("not"); }

  @Coroutine CompletionStage<String> breakCloses() throws Exception { for (int i = 0; ; i++) { try (Resource r = new Resource("r" + i)) { if (i == 0) continue; b.append(await(s.of(r.name))); if (i == await(s.of(1))) break; } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> nullIsNotClosed() throws Exception { try (Resource none = await(s.<Resource>of(null))) { b.append(none).append(await(s.of("body"))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> resourcesNested() throws Exception { try (Resource r = new Resource("r")) { try (Resource q = new Resource(r.name + await(s.of("q")))) { b.append(await(s.of(q.name))); throw new Special("inner"); } catch (Special e) { b.append(e.getMessage()).append(await(s.of(r.name))); } } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> resourceWithAllParts(boolean fails) throws Exception { try (Resource r = new Resource(fails ? "bad" : "good")) { b.append(await(s.of(r.name))); } catch (Checked e) { b.append(await(s.of("caught"))); } finally { b.append(await(s.of("finally"))); } return completedFuture(b.append(await(s.of("end"))).toString()); }

  @Coroutine private CompletionStage<String> fails(String m) throws Checked { await(s.of("before")); throw new Checked(m); }
  @Coroutine CompletionStage<String> awaitOfFailedResult() { for (int i = 0; i < 2; i++) try { b.append(await(fails("later"))); } catch (Checked e) { b.append(e.getMessage()).append(await(s.of(i))); } return completedFuture(b.toString()); }

  @Coroutine CompletionStage<String> cancelledStage() { CompletableFuture<String> f = new CompletableFuture<>(); f.cancel(false); try { return completedFuture(await(f)); } catch (CancellationException e) { return completedFuture("cancelled" + await(s.of(1))); } }

  @Coroutine CompletionStage<Boolean> sameExceptionTwice() { Checked one = new Checked("one"); Throwable first = null, second = null; CompletionStage<Object> stage = s.failed(one); try { await(stage); } catch (Throwable t) { first = t; } try { await(stage); } catch (Throwable t) { second = t; } return completedFuture(first == one && second == first); }
}
