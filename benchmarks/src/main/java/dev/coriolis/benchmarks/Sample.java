package dev.coriolis.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Measured values, in ascending order. */
public final class Sample {
  private final double[] sorted;

  /**
   * Creates a sample.
   *
   * @throws IllegalArgumentException if there is no value
   */
  public Sample(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    sorted = DoubleStream.of(values).sorted().toArray();
  }

  /** Returns the middle value, or the mean of the two in the middle. */
  public double median() {
    return quantile(0.5);
  }

  /** Returns the value that a quarter of all values lies below. */
  public double lowerQuartile() {
    return quantile(0.25);
  }

  /** Returns the value that a quarter of all values lies above. */
  public double upperQuartile() {
    return quantile(0.75);
  }

  /** Returns the least value. */
  public double least() {
    return sorted[0];
  }

  /** Between two values lies what is proportional to the distance: R's default, type 7. */
  private double quantile(double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = (int) Math.ceil(position);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public String toString() {
    return Arrays.toString(sorted);
  }
}
