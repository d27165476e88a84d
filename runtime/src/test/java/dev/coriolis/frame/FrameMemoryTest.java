package dev.coriolis.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameMemoryTest {

  @Test
  void tenMillionSuspensionsOfOneRunFitInto32Megabytes() throws Exception {
    assertThat(Jvm.run(PendingLoop.class, "-Xmx32m")).isEmpty();
  }
}
