package dev.coriolis.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes random programs and compares what they do woven and with an {@code await} that blocks.
 *
 * <p>Each run takes a new seed and prints it. To repeat a run, or to look at more programs:
 *
 * <pre>
 * mvn verify -pl processor,runtime -Dtest=DifferentialTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *     -Dcoriolis.seed=42 -Dcoriolis.programs=10000
 * </pre>
 */
class DifferentialTest {
  private static final int PROGRAMS = Integer.getInteger("coriolis.programs", 300);
  private static final int BATCH = 50;

  @TempDir
  Path directory;

  @Test
  void wovenProgramsDoWhatBlockingOnesDo() throws Exception {
    long seed = Long.getLong("coriolis.seed", System.nanoTime());
    String run = PROGRAMS + " programs, -Dcoriolis.seed=" + seed;
    System.out.println("random programs: " + run);
    SplittableRandom random = new SplittableRandom(seed);
    try (Differences differences = new Differences(directory)) {
      for (int done = 0; done < PROGRAMS; done += BATCH) {
        Optional<String> difference = differences.findIn(random, Math.min(BATCH, PROGRAMS - done));

        assertThat(difference).as(run).isEmpty();
      }
      assertThat(differences.refused()).as("not compared").isLessThan(1 + PROGRAMS / 10);
    }
  }
}
