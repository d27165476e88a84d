package dev.coriolis.benchmarks.coroutines;

/** What is measured: for each, all contenders compute the same. */
enum Work {
  /** Await stages that are complete, in a loop. */
  AWAIT_COMPLETED("await of a completed stage", 1_000, 1.1),

  /** Call a coroutine that calls itself ten times; nothing suspends. */
  CALL_CHAIN("ten nested calls, none suspends", 100, 1.1),

  /** The same, and the innermost call suspends; then it is resumed, and all return. */
  SUSPENDED_CHAIN("ten nested calls, suspended and resumed", 100, 1.25),

  /** One coroutine suspends again and again, with five live variables, on a future of the JDK. */
  SUSPEND_FOREIGN("suspension on a CompletableFuture", 1_000, 1.1),

  /** The same on a stage of the contender's own. */
  SUSPEND_OWN("suspension on an own stage", 1_000, 1.3),

  /** Send there and back over two channels without a buffer. */
  CHANNEL_ONE_LOOP("round trip over channels, on one loop", 10_000, 2),

  /** The same, and the two are on different threads. */
  CHANNEL_TWO_LOOPS("round trip over channels, between two loops", 10_000, 6),

  /** Take the elements of a generator, one by one. */
  GENERATOR_ELEMENT("element of a generator", 1_000, 1.1),

  /** Take the elements of a generator that has references, and is in memory. */
  GENERATOR_REFERENCES("element of a kept generator with four variables", 999, 1.1),

  /** A loop over numbers, with an await that is hardly ever reached. */
  HOT_LOOP("sum of 1,000 numbers beside a rare await", 100, 1.1);

  private final String label;
  private final int operations;
  private final double target;

  Work(String label, int operations, double target) {
    this.label = label;
    this.operations = operations;
    this.target = target;
  }

  /** Returns what a reader of the table sees. */
  String label() {
    return label;
  }

  /** Returns how many operations one run has. */
  int operations() {
    return operations;
  }

  /** Returns how often the hand-written time Coriolis may take at most. */
  double target() {
    return target;
  }
}
