package dev.coriolis.corpus;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** Kotlin's compiler, with the class path of the tests. */
final class KotlinCompiler {

  /** How it can compile lambdas: to methods, as it does by itself, or each to a class. */
  enum Lambdas {
    AS_METHODS("-Xlambdas=indy", "-Xsam-conversions=indy"),
    AS_CLASSES("-Xlambdas=class", "-Xsam-conversions=class");

    private final List<String> options;

    Lambdas(String... options) {
      this.options = List.of(options);
    }
  }

  private KotlinCompiler() {}

  /** Compiles the sources into a directory. */
  static void compile(List<Path> sources, Path directory, Lambdas lambdas, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("-no-stdlib", "-no-reflect", "-nowarn", "-jvm-target", "17"));
    arguments.addAll(lambdas.options);
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", directory.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    ExitCode exit = new K2JVMCompiler()
        .exec(
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            arguments.toArray(String[]::new));
    if (exit != ExitCode.OK) {
      throw new AssertionError(messages.toString(StandardCharsets.UTF_8));
    }
  }
}
