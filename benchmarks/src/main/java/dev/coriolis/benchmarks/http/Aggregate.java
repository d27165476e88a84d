package dev.coriolis.benchmarks.http;

/** What {@code /aggregate} answers. */
record Aggregate(Greeting backend, boolean complete) {}
