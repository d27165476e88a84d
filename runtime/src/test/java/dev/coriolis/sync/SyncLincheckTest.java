package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.frame.Jvm;
import org.junit.jupiter.api.Test;

class SyncLincheckTest {

  /** In a JVM of its own: Lincheck rewrites every class that it finds loaded. */
  @Test
  void whatThreadsSeeCouldHaveHappenedOneAfterTheOther() throws Exception {
    assertThat(Jvm.run(LincheckPrograms.class, "-Xmx512m")).contains("5 programs checked");
  }
}
