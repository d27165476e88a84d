package dev.coriolis.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The cases in Kotlin, compiled once: as they are, and woven from the command line. */
record KotlinCorpus(Corpus woven, Corpus blocking) {

  /** Compiles the sources of {@code corpus-kotlin}. */
  static KotlinCorpus compile(Path directory, KotlinCompiler.Lambdas lambdas) throws IOException {
    Path blocking = Files.createDirectories(directory.resolve("blocking"));
    KotlinCompiler.compile(Corpus.sources("/corpus-kotlin", ".kt"), blocking, lambdas);
    Path woven = directory.resolve("woven");
    copy(blocking, woven);
    CommandLine.weave(woven);
    return new KotlinCorpus(Corpus.of(woven), Corpus.blocking(blocking, List.of(), 17));
  }

  /** Returns the names of the cases. */
  static List<String> names() {
    return Corpus.sources("/corpus-kotlin", ".kt").stream()
        .map(path -> path.getFileName().toString().replace(".kt", ""))
        .toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
