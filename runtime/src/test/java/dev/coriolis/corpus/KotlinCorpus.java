package dev.coriolis.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** The cases in Kotlin, compiled once: as they are, and woven from the command line. */
record KotlinCorpus(Corpus woven, Corpus blocking) {

  /** Compiles the sources of {@code corpus-kotlin}. */
  static KotlinCorpus compile(Path directory) throws IOException {
    Path blocking = Files.createDirectories(directory.resolve("blocking"));
    kotlin(blocking);
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

  private static void kotlin(Path directory) {
    List<String> arguments =
        new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-nowarn", "-jvm-target", "17"));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", directory.toString()));
    Corpus.sources("/corpus-kotlin", ".kt").forEach(path -> arguments.add(path.toString()));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    ExitCode exit = new K2JVMCompiler()
        .exec(
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            arguments.toArray(String[]::new));
    if (exit != ExitCode.OK) {
      throw new AssertionError(messages.toString(StandardCharsets.UTF_8));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
