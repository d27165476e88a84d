/** A peer: ea-async. Its class files are those of Java 8, so nothing here is null-marked. */
package dev.coriolis.benchmarks.ea;
