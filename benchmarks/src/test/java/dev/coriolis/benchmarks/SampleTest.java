package dev.coriolis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void takesMiddleValuesInAnyOrder() {
    var sample = new Sample(5, 1, 4, 2, 3);

    assertThat(sample.lowerQuartile()).isEqualTo(2);
    assertThat(sample.median()).isEqualTo(3);
    assertThat(sample.upperQuartile()).isEqualTo(4);
  }

  @Test
  void takesWhatLiesBetweenTwoValues() {
    var sample = new Sample(1, 3);

    assertThat(sample.lowerQuartile()).isEqualTo(1.5);
    assertThat(sample.median()).isEqualTo(2);
    assertThat(sample.upperQuartile()).isEqualTo(2.5);
  }

  @Test
  void rejectsNoValues() {
    assertThatThrownBy(Sample::new).isInstanceOf(IllegalArgumentException.class);
  }
}
