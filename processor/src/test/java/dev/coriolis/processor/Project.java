package dev.coriolis.processor;

import com.sun.source.util.JavacTask;
import dev.coriolis.processor.javac.CompilationHook;
import dev.coriolis.processor.weave.WovenClass;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A folder with sources, compiled by the real javac to a folder of classes. */
public final class Project {
  private final Path root;
  private final List<Path> sources = new ArrayList<>();

  /** Creates a project in an empty folder. */
  public Project(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("classes"));
  }

  /**
   * What came of a compilation.
   *
   * @param succeeded whether javac says so
   * @param diagnostics all it said
   */
  public record Result(boolean succeeded, List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    /** Returns the messages, each with its file and line where it has them. */
    public List<String> messages() {
      return diagnostics.stream().map(Result::text).toList();
    }

    private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
      String place = diagnostic.getSource() == null
          ? ""
          : Path.of(diagnostic.getSource().toUri()).getFileName() + ":" + diagnostic.getLineNumber()
              + " ";
      return place + diagnostic.getKind() + " " + diagnostic.getMessage(Locale.ROOT);
    }
  }

  /** Adds a source file. */
  public Project with(String path, String text) throws IOException {
    Path file = root.resolve("src").resolve(path);
    Files.createDirectories(file.getParent());
    sources.add(Files.writeString(file, text));
    return this;
  }

  /** Returns the file of a class, by its path without {@code .class}. */
  public Path classFile(String path) {
    return root.resolve("classes").resolve(path + ".class");
  }

  /** Returns the names of all files in the output. */
  public List<String> output() throws IOException {
    Path classes = root.resolve("classes");
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> classes.relativize(file).toString().replace(File.separatorChar, '/'))
          .sorted()
          .toList();
    }
  }

  /** Returns options of a strict build. */
  public List<String> strict(String... more) {
    List<String> options = new ArrayList<>(List.of(
        "-Xlint:all", "-Werror", "-processorpath", root.resolve("nothing").toString()));
    options.addAll(List.of(more));
    return options;
  }

  /** Compiles with a weaver in the place of ours. */
  Result weave(Function<byte[], Optional<WovenClass>> weaver, List<String> options)
      throws IOException {
    return compile(
        options,
        task -> CompilationHook.ofPlugin((JavacTask) task, weaver),
        new CoroutineProcessor());
  }

  /** Compiles with these processors; with none, with what javac finds itself. */
  public Result compile(List<String> options, Processor... processors) throws IOException {
    return compile(options, task -> {}, processors);
  }

  /** Compiles, with the task shown to {@code plugin} before it starts. */
  public Result compile(
      List<String> options, Consumer<JavaCompiler.CompilationTask> plugin, Processor... processors)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(
        List.of("-d", root.resolve("classes").toString(), "-proc:full", "-implicit:none"));
    all.addAll(options);
    if (Runtime.version().feature() < 21 || all.contains("-proc:none")) {
      all.remove("-proc:full");
    }
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task = compiler.getTask(
          null, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(sources));
      if (processors.length > 0) {
        task.setProcessors(List.of(processors));
      }
      plugin.accept(task);
      return new Result(task.call(), List.copyOf(diagnostics.getDiagnostics()));
    }
  }
}
