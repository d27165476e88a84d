package dev.coriolis.benchmarks;

import dev.coriolis.benchmarks.Candidate.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways to compile the two programs: all of them, and those that a target is about. */
final class Candidates {
  private static final String COROUTINES = "coroutines";
  private static final String PLAIN = "plain";
  private static final String NONE = "no processor";
  private static final String LISTENING = "one that listens";
  private static final String CORIOLIS = "Coriolis";

  private static final Target OF_NONE = new Target(NONE, 1.25);

  private static final Target OF_LISTENING = new Target(LISTENING, 1.05);

  private final Jdk jdk;
  private final Path classPath;
  private final Path folder;
  private final Path processor;
  private final Path listener;

  /**
   * Writes the programs and the processor that listens.
   *
   * @param classPath the jar with the runtime, beside which the processor is
   */
  Candidates(Jdk jdk, Path classPath, Path folder) throws IOException, InterruptedException {
    this.jdk = jdk;
    this.classPath = classPath;
    this.folder = folder;
    processor = classPath.resolveSibling("processor/coriolis-processor.jar");
    listener = folder.resolve("listener");
    Programs.writeCoroutines(folder.resolve(COROUTINES));
    Programs.writePlain(folder.resolve(PLAIN));
    Path source = folder.resolve("listener-source");
    Programs.writeListener(source);
    jdk.compile(
        new Candidate("listener", NONE, source, listener, List.of("-proc:none"), Optional.empty()));
  }

  /** Returns each way to compile each program. */
  List<Candidate> all() {
    List<Candidate> all = new ArrayList<>();
    for (String program : List.of(COROUTINES, PLAIN)) {
      all.add(candidate(program, NONE, List.of("-proc:none"), Optional.empty()));
      all.add(candidate(
          program,
          LISTENING,
          List.of("-processor", "Listener", "-processorpath", listener.toString()),
          Optional.empty()));
      all.add(candidate(
          program,
          CORIOLIS,
          List.of("-processorpath", processor.toString()),
          Optional.of(program.equals(COROUTINES) ? OF_NONE : OF_LISTENING)));
    }
    return all;
  }

  /** Returns the candidates that have a target, each behind the one that it is held against. */
  List<Candidate> withTarget() {
    List<Candidate> all = all();
    return all.stream()
        .filter(candidate -> candidate.target().isPresent()
            || all.stream()
                .anyMatch(other -> other.program().equals(candidate.program())
                    && other
                        .target()
                        .filter(t -> t.way().equals(candidate.way()))
                        .isPresent()))
        .toList();
  }

  private Candidate candidate(
      String program, String way, List<String> options, Optional<Target> target) {
    List<String> all = new ArrayList<>(List.of("-cp", classPath.toString(), "-Xlint:-options"));
    all.addAll(options);
    Path classes = folder.resolve("classes").resolve((program + "-" + way).replace(' ', '-'));
    return new Candidate(program, way, folder.resolve(program), classes, all, target);
  }

  /**
   * Compiles both programs with Coriolis and runs them; the JVM verifies each class on the way.
   *
   * @return what both of them printed
   * @throws IOException if one fails, was not woven, or they differ
   */
  String check() throws IOException, InterruptedException {
    List<Candidate> woven =
        all().stream().filter(candidate -> candidate.way().equals(CORIOLIS)).toList();
    for (Candidate candidate : woven) {
      jdk.compile(candidate);
    }
    String coroutines = jdk.run(classPath, woven.get(0).classes(), Programs.MAIN);
    String plain = jdk.run(classPath, woven.get(1).classes(), Programs.MAIN);
    if (!coroutines.equals(plain)) {
      throw new IOException("coroutines gave " + coroutines + ", plain methods " + plain);
    }
    if (!Files.exists(woven.get(0).classes().resolve(Programs.A_FRAME))) {
      throw new IOException("the coroutines were not woven: no " + Programs.A_FRAME);
    }
    return coroutines;
  }
}
