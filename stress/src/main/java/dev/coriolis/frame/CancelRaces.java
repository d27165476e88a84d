package dev.coriolis.frame;

import java.util.concurrent.CompletionStage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A run is cancelled, completed from outside and resumed at a time: it has one end, and so its awaiter. */
public class CancelRaces {
  final LinkedFuture<Integer> source = new LinkedFuture<>();
  final CompletionStage<Integer> run = Races.plusOne(Races.plusOne(source));
  final CompletionStage<Integer> outer = Races.plusOne(run);

  /** Looks at the ends of the run and of who awaits it. */
  void record(II_Result result) {
    result.r1 = Races.end(run);
    result.r2 = Races.end(outer);
  }

  /** Cancelled against completed by what it awaits. */
  @JCStressTest
  @Outcome(id = "3, 4", expect = Expect.ACCEPTABLE, desc = "the body has ended first")
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "cancelled")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two ends, or none")
  @State
  public static class AgainstBody extends CancelRaces {
    /** Cancels the run. */
    @Actor
    public void cancel() {
      run.toCompletableFuture().cancel(true);
    }

    /** Completes what the run awaits. */
    @Actor
    public void complete() {
      source.complete(1);
    }

    /** Looks at the ends of the run and of who awaits it. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** Cancelled against completed from outside. */
  @JCStressTest
  @Outcome(id = "9, 10", expect = Expect.ACCEPTABLE, desc = "who completes has decided")
  @Outcome(id = "-1, -1", expect = Expect.ACCEPTABLE, desc = "cancelled")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two ends, or none")
  @State
  public static class AgainstOutside extends CancelRaces {
    /** Cancels the run. */
    @Actor
    public void cancel() {
      run.toCompletableFuture().cancel(true);
    }

    /** Decides the result of the run. */
    @Actor
    public void decide() {
      run.toCompletableFuture().complete(9);
    }

    /** Looks at the ends of the run and of who awaits it. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** Completed from outside against completed by what it awaits. */
  @JCStressTest
  @Outcome(id = "3, 4", expect = Expect.ACCEPTABLE, desc = "the body has ended first")
  @Outcome(id = "9, 10", expect = Expect.ACCEPTABLE, desc = "who completes has decided")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two ends, or none")
  @State
  public static class OutsideAgainstBody extends CancelRaces {
    /** Decides the result of the run. */
    @Actor
    public void decide() {
      run.toCompletableFuture().complete(9);
    }

    /** Completes what the run awaits. */
    @Actor
    public void complete() {
      source.complete(1);
    }

    /** Looks at the ends of the run and of who awaits it. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** Cancelled by two threads, at both ends of a chain: what it awaits to clean up is left in peace. */
  @JCStressTest
  @Outcome(id = "0, -1", expect = Expect.ACCEPTABLE, desc = "cleans up, and ends then")
  @Outcome(expect = Expect.FORBIDDEN, desc = "was disturbed, or does not end")
  @State
  public static class AgainstCancel {
    private final LinkedFuture<Integer> source = new LinkedFuture<>();
    private final LinkedFuture<Integer> cleaning = new LinkedFuture<>();
    private final CompletionStage<Integer> inner = Races.cleaningUp(source, cleaning);
    private final CompletionStage<Integer> outer = Races.plusOne(inner);

    /** Cancels the innermost. */
    @Actor
    public void cancelInner() {
      inner.toCompletableFuture().cancel(true);
    }

    /** Cancels the outermost. */
    @Actor
    public void cancelOuter() {
      outer.toCompletableFuture().cancel(true);
    }

    /** Looks before the cleaning has ended, and after. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Races.end(cleaning) + Races.end(outer);
      cleaning.complete(1);
      result.r2 = Races.end(outer);
    }
  }

  /** Cancelled while it is suspended for the first time. */
  @JCStressTest
  @Outcome(id = "0, -1", expect = Expect.ACCEPTABLE, desc = "cleans up, and ends then")
  @Outcome(expect = Expect.FORBIDDEN, desc = "was not cancelled, or does not end")
  @State
  public static class AgainstSuspension {
    private final LinkedFuture<Integer> first = new LinkedFuture<>();
    private final LinkedFuture<Integer> source = new LinkedFuture<>();
    private final LinkedFuture<Integer> cleaning = new LinkedFuture<>();
    private final CompletionStage<Integer> run =
        Races.cleaningUp(Races.both(first, source), cleaning);

    /** Lets the innermost run go on to its next suspension. */
    @Actor
    public void goOn() {
      first.complete(1);
    }

    /** Cancels it. */
    @Actor
    public void cancel() {
      run.toCompletableFuture().cancel(true);
    }

    /** Looks before the cleaning has ended, and after. */
    @Arbiter
    public void look(II_Result result) {
      result.r1 = Races.end(cleaning) + Races.end(run);
      cleaning.complete(1);
      result.r2 = Races.end(run);
    }
  }
}
