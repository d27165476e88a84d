package dev.coriolis.benchmarks.http;

/** What {@code /json} answers, and what the backend does. */
record Greeting(String message, int number) {
  static Greeting create() {
    return new Greeting("Hello, World!", 42);
  }
}
