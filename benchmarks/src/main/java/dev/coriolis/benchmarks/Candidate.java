package dev.coriolis.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One way to compile one of the two programs.
 *
 * @param program what is compiled, in a word or two
 * @param way how, in a word or two
 * @param sources the folder of the sources
 * @param classes the folder of the class files
 * @param options the options of javac, without those two
 * @param target what it is held against, if there is a target for it
 */
record Candidate(
    String program,
    String way,
    Path sources,
    Path classes,
    List<String> options,
    Optional<Target> target) {

  /**
   * What a candidate is held against.
   *
   * @param way another way to compile the same program
   * @param ratio how many times the CPU time of that one it may take
   */
  record Target(String way, double ratio) {}
}
