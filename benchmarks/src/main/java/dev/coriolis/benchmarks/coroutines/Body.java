package dev.coriolis.benchmarks.coroutines;

/** One way to do some {@link Work}, as often as the work says. */
interface Body {
  /** Does the work, and returns what every way to do it returns. */
  long run() throws Exception;
}
