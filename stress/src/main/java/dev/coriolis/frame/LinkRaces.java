package dev.coriolis.frame;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Waiters are linked while the future completes: each is told or woken, once. */
public class LinkRaces {
  final LinkedFuture<Integer> future = new LinkedFuture<>();
  final AtomicInteger first = new AtomicInteger();
  final AtomicInteger second = new AtomicInteger();
  final Waiter leaving = () -> {};

  /** Links a waiter, or tells it. */
  void link(AtomicInteger waiter) {
    if (!future.addWaiter(waiter::incrementAndGet)) {
      waiter.incrementAndGet();
    }
  }

  /** Counts how often each went on. */
  void record(II_Result result) {
    result.r1 = first.get();
    result.r2 = second.get();
  }

  /** Two are linked by one thread. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each was told or woken once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one hangs, or goes on twice")
  @State
  public static class TwoByOneThread extends LinkRaces {
    /** Links both. */
    @Actor
    public void link() {
      link(first);
      link(second);
    }

    /** Completes the future. */
    @Actor
    public void complete() {
      future.complete(1);
    }

    /** Counts how often each went on. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** Two are linked by two threads; runs on three processors. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each was told or woken once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one hangs, or goes on twice")
  @State
  public static class TwoByTwoThreads extends LinkRaces {
    /** Links one. */
    @Actor
    public void one() {
      link(first);
    }

    /** Links the other. */
    @Actor
    public void other() {
      link(second);
    }

    /** Completes the future. */
    @Actor
    public void complete() {
      future.complete(1);
    }

    /** Counts how often each went on. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** One is taken out while others come, and the future completes. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each was told or woken once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one hangs, or goes on twice")
  @State
  public static class OneLeaves extends LinkRaces {
    /** Links the one that leaves. */
    public OneLeaves() {
      future.addWaiter(leaving);
    }

    /** Links two others. */
    @Actor
    public void link() {
      link(first);
      link(second);
    }

    /** Takes the first out, and completes the future. */
    @Actor
    public void leave() {
      future.removeWaiter(leaving);
      future.complete(1);
    }

    /** Counts how often each went on. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }

  /** One is taken out while the future completes. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each was told or woken once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one hangs, or goes on twice")
  @State
  public static class OneLeavesAtTheEnd extends LinkRaces {
    /** Links the one that leaves between two others. */
    public OneLeavesAtTheEnd() {
      link(first);
      future.addWaiter(leaving);
      link(second);
    }

    /** Takes one out. */
    @Actor
    public void leave() {
      future.removeWaiter(leaving);
    }

    /** Completes the future. */
    @Actor
    public void complete() {
      future.complete(1);
    }

    /** Counts how often each went on. */
    @Arbiter
    public void look(II_Result result) {
      record(result);
    }
  }
}
