package dev.coriolis.differential;

import dev.coriolis.corpus.Corpus;
import dev.coriolis.corpus.Stages;
import dev.coriolis.corpus.Stages.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator.SplittableGenerator;

/** Looks for a random program that does something else when it is woven. */
final class Differences implements AutoCloseable {
  private static final int SHRINKING_STEPS = 300;

  /** Longer programs take long, and may outgrow what a method can have. */
  private static final int LONGEST_SOURCE = 8_000;

  private final Path directory;
  private final ScheduledExecutorService completer = Executors.newSingleThreadScheduledExecutor();
  private int compilations;
  private int refused;

  Differences(Path directory) {
    this.directory = directory;
  }

  /** Returns the smallest program found that differs, with both traces; or nothing. */
  Optional<String> findIn(SplittableGenerator random, int count) throws Exception {
    Map<RandomProgram, List<Integer>> programs = new LinkedHashMap<>();
    while (programs.size() < count) {
      Choices choices = Choices.random(random.split());
      RandomProgram program = RandomProgram.write("P" + programs.size(), choices);
      if (program.source().length() < LONGEST_SOURCE) {
        programs.put(program, choices.made());
      }
    }
    Optional<RandomProgram> differing = firstDiffering(List.copyOf(programs.keySet()));
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    RandomProgram smallest = shrink(differing.get(), programs.get(differing.get()));
    return Optional.of(report(smallest));
  }

  private RandomProgram shrink(RandomProgram program, List<Integer> choices) throws Exception {
    RandomProgram smallest = program;
    List<Integer> best = choices;
    int steps = 0;
    for (int size = best.size() / 2; size > 0 && steps < SHRINKING_STEPS; size /= 2) {
      for (int from = 0; from + size <= best.size() && steps < SHRINKING_STEPS; steps++) {
        List<Integer> shorter = new ArrayList<>(best);
        shorter.subList(from, from + size).clear();
        RandomProgram candidate = RandomProgram.write(program.name(), Choices.replay(shorter));
        if (candidate.source().length() < smallest.source().length()
            && firstDiffering(List.of(candidate)).isPresent()) {
          smallest = candidate;
          best = shorter;
        } else {
          from += size;
        }
      }
    }
    return smallest;
  }

  private Optional<RandomProgram> firstDiffering(List<RandomProgram> programs) throws Exception {
    Compiled compiled = compile(programs);
    try (compiled.woven;
        compiled.blocking) {
      for (RandomProgram program : programs) {
        if (differs(program, compiled)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  private boolean differs(RandomProgram program, Compiled compiled) throws Exception {
    for (Mode mode : Mode.values()) {
      String expected;
      try {
        expected = compiled.trace(program, mode, false);
      } catch (VerifyError e) {
        refused++; // javac's own class file: it has bugs with switch expressions in conditions
        return false;
      }
      if (!compiled.trace(program, mode, true).equals(expected)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many programs the JVM refused as javac had compiled them. */
  int refused() {
    return refused;
  }

  private String report(RandomProgram program) throws Exception {
    Compiled compiled = compile(List.of(program));
    StringBuilder report = new StringBuilder(program.source());
    try (compiled.woven;
        compiled.blocking) {
      for (Mode mode : Mode.values()) {
        report
            .append("\n")
            .append(mode)
            .append(" blocking")
            .append(compiled.trace(program, mode, false));
        report
            .append("\n")
            .append(mode)
            .append(" woven")
            .append(compiled.trace(program, mode, true));
      }
    }
    return report.toString();
  }

  /** Some programs, compiled in both ways. */
  private final class Compiled {
    final Corpus woven;
    final Corpus blocking;

    Compiled(Corpus woven, Corpus blocking) {
      this.woven = woven;
      this.blocking = blocking;
    }

    String trace(RandomProgram program, Mode mode, boolean ofWoven) throws Exception {
      try {
        return (ofWoven ? woven : blocking).run(program.name(), new Stages(mode, completer));
      } catch (VerifyError e) {
        if (ofWoven) {
          return e.toString();
        }
        throw e;
      }
    }
  }

  private Compiled compile(List<RandomProgram> programs) throws IOException {
    Path home = Files.createDirectory(directory.resolve("compilation" + compilations++));
    List<Path> sources = new ArrayList<>();
    for (RandomProgram program : programs) {
      sources.add(Files.writeString(home.resolve(program.name() + ".java"), program.source()));
    }
    return new Compiled(
        Corpus.woven(home.resolve("woven"), sources, 17, "-g"),
        Corpus.blocking(home.resolve("blocking"), sources, 17));
  }

  @Override
  public void close() {
    completer.shutdownNow();
  }
}
