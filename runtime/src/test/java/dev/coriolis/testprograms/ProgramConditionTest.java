package dev.coriolis.testprograms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramConditionTest {
  private static final String MISSING = "program-that-nobody-has";

  @Test
  void runsWhereTheProgramIs() {
    var condition = new ProgramCondition(Map.of("PATH", "/bin:/usr/bin", "CI", "true"));

    assertThat(condition.evaluate("sh").isDisabled()).isFalse();
  }

  @Test
  void skipsAndNamesTheProgram() {
    var result = new ProgramCondition(Map.of("PATH", "/bin")).evaluate("sh", MISSING);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).contains(MISSING + " is not installed");
  }

  @Test
  void failsOnABuildServer() {
    var condition = new ProgramCondition(Map.of("CI", "true"));

    assertThatThrownBy(() -> condition.evaluate(MISSING)).hasMessageContaining(MISSING);
  }
}
