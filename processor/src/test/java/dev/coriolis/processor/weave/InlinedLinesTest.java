package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;

class InlinedLinesTest {
  private final ClassNode owner = new ClassNode();

  @Test
  void tellsTheCallsOfWhatIsInlined() {
    owner.sourceDebug = """
        SMAP
        Sample.kt
        Kotlin
        *S Kotlin
        *F
        + 1 Sample.kt
        p/Sample
        *L
        1#1,46:1
        11#1,2:47
        24#1:50
        *S KotlinDebug
        *F
        + 1 Sample.kt
        p/Sample
        *L
        13#1:47,2
        25#1:50
        *E
        """;

    assertThat(lines(12, 47, 48, 49, 50)).containsExactly(12, 13, 13, 49, 25);
  }

  @Test
  void leavesLinesWithoutSourceMap() {
    assertThat(lines(47)).containsExactly(47);
  }

  private IntStream lines(int... lines) {
    return IntStream.of(lines).map(new InlinedLines(owner)::inFile);
  }
}
