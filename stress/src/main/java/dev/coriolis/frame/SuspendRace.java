package dev.coriolis.frame;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Chains of two are suspended while what they await completes, a stage of ours and one of the JDK's. */
@JCStressTest
@Outcome(id = "3, 3", expect = Expect.ACCEPTABLE, desc = "both went on")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost")
@State
public class SuspendRace {
  private final CompletableFuture<Integer> linked = new LinkedFuture<>();
  private final CompletableFuture<Integer> foreign = new CompletableFuture<>();
  private CompletionStage<Integer> onLinked = foreign;
  private CompletionStage<Integer> onForeign = foreign;

  /** Starts the runs. */
  @Actor
  public void start() {
    onLinked = Races.plusOne(Races.plusOne(linked));
    onForeign = Races.plusOne(Races.plusOne(foreign));
  }

  /** Completes what they await. */
  @Actor
  public void complete() {
    linked.complete(1);
    foreign.complete(1);
  }

  /** Looks at their ends. */
  @Arbiter
  public void look(II_Result result) {
    result.r1 = Races.end(onLinked);
    result.r2 = Races.end(onForeign);
  }
}
