package dev.coriolis.frame;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A future fails while somebody begins to look: it is not reported. Another fails unseen: it is, once. */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "reported where nobody has looked")
@Outcome(expect = Expect.FORBIDDEN, desc = "reported by mistake, twice, or not at all")
@State
public class ObserveRace {
  private final AtomicInteger seenReports = new AtomicInteger();
  private final AtomicInteger unseenReports = new AtomicInteger();
  private final Watched seen = new Watched(seenReports);
  private final Watched unseen = new Watched(unseenReports);

  /** A future that counts its reports. */
  private static final class Watched extends WatchedFuture<Integer> {
    private final Failures failures = new Failures();

    Watched(AtomicInteger reports) {
      failures.grace(Duration.ofHours(1));
      failures.handler((what, failure) -> reports.incrementAndGet());
    }

    @Override
    protected Failures failures() {
      return failures;
    }

    @Override
    protected Object origin() {
      return "a future";
    }
  }

  /** Fails both. */
  @Actor
  public void fail() {
    seen.completeExceptionally(new IllegalStateException("expected"));
    unseen.completeExceptionally(new IllegalStateException("expected"));
  }

  /** Looks at one of them. */
  @Actor
  public void look() {
    CompletableFuture<Integer> attached = seen.handle((value, failure) -> value);
    unseen.isDone();
    if (attached == null) {
      throw new AssertionError();
    }
  }

  /** Ends the time for a look. */
  @Arbiter
  public void report(II_Result result) {
    seen.failures().flush();
    unseen.failures().flush();
    result.r1 = seenReports.get();
    result.r2 = unseenReports.get();
  }
}
