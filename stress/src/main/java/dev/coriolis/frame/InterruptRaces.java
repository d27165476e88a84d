package dev.coriolis.frame;

import java.util.concurrent.TimeoutException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A run is interrupted while it is cancelled or resumed. */
public class InterruptRaces {
  final LinkedFuture<Integer> source = new LinkedFuture<>();
  final Frame<Integer> run = (Frame<Integer>) Races.plusOne(source);
  private boolean interrupted;

  InterruptRaces() {
    run.see();
  }

  /** Interrupts the run. */
  void interrupt() {
    interrupted = run.interrupt(new TimeoutException());
  }

  /** Looks at the end of the run. */
  void record(II_Result result) {
    result.r1 = interrupted ? 1 : 0;
    result.r2 = Races.end(run);
  }

  /** Interrupted against cancelled. */
  @JCStressTest
  @Outcome(id = "1, -2", expect = Expect.ACCEPTABLE, desc = "interrupted")
  @Outcome(
      id = {"0, -1", "1, -1"},
      expect = Expect.ACCEPTABLE,
      desc = "cancelled")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two ends, or none")
  @State
  public static class AgainstCancel extends InterruptRaces {
    /** Cancels the run. */
    @Actor
    public void cancel() {
      run.cancel(true);
    }

    /** Interrupts the run. */
    @Actor
    public void interruptIt() {
      interrupt();
    }

    /** Looks at the end of the run. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** Interrupted against completed by what it awaits. */
  @JCStressTest
  @Outcome(id = "1, -2", expect = Expect.ACCEPTABLE, desc = "interrupted")
  @Outcome(
      id = {"0, 2", "1, 2"},
      expect = Expect.ACCEPTABLE,
      desc = "the value came first")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two ends, or none")
  @State
  public static class AgainstBody extends InterruptRaces {
    /** Completes what the run awaits. */
    @Actor
    public void complete() {
      source.complete(1);
    }

    /** Interrupts the run. */
    @Actor
    public void interruptIt() {
      interrupt();
    }

    /** Looks at the end of the run. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }
}
