package dev.coriolis.benchmarks.coroutines;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One contender at one work, in a process of its own: nothing else is in its profile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Measured {
  /** The name of the {@link Work}. */
  @Param("")
  public String work = "";

  /** The name of the contender. */
  @Param("")
  public String contender = "";

  private Body body = () -> 0;

  /** Creates the state; JMH sets its parameters. */
  public Measured() {}

  /** Finds the contender. */
  @Setup
  public void find() {
    Body found = Contenders.of(Work.valueOf(work)).get(contender);
    if (found == null) {
      throw new IllegalArgumentException(contender + " must be a contender of " + work);
    }
    body = found;
  }

  /** Does the work once. */
  @Benchmark
  public long run() throws Exception {
    return body.run();
  }
}
