package dev.coriolis.corpus;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * Programs compiled in one way, in a directory of its own.
 *
 * <p>The sources of the corpus are in the folder {@code corpus}; those that need a newer Java than 17 in {@code
 * corpus-21} and {@code corpus-25}, named by the release they are compiled for.
 */
public final class Corpus implements AutoCloseable {
  private final URLClassLoader loader;

  private Corpus(URLClassLoader loader) {
    this.loader = loader;
  }

  /** Compiles the sources for {@code release} with the processor. */
  static Corpus woven(Path directory, int release, String... options) {
    return woven(directory, sources(folder(release)), release, options);
  }

  /** Compiles the sources with Eclipse's compiler, and weaves the classes from the command line. */
  static Corpus wovenAfterEclipse(Path directory, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-proc:none", "-nowarn"));
    Corpus corpus = compile(new EclipseCompiler(), directory, sources(folder(17)), 17, all);
    CommandLine.weave(directory);
    return corpus;
  }

  /** Compiles the sources for {@code release} without the processor: {@code await} blocks. */
  static Corpus blocking(Path directory, int release) {
    return blocking(directory, sources(folder(release)), release);
  }

  /** Compiles programs for {@code release} with the processor. */
  public static Corpus woven(Path directory, List<Path> programs, int release, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-Xlint:-options", "-processorpath", ProcessorJar.path()));
    return compile(javac(), directory, programs, release, all);
  }

  /** Compiles programs for {@code release} without the processor: {@code await} blocks. */
  public static Corpus blocking(Path directory, List<Path> programs, int release) {
    List<Path> sources = new ArrayList<>(sources("/blocking"));
    sources.addAll(programs);
    return compile(javac(), directory, sources, release, List.of("-proc:none"));
  }

  /** Returns the names of the programs that are compiled for {@code release}. */
  static List<String> names(int release) {
    return sources(folder(release)).stream()
        .map(path -> path.getFileName().toString().replace(".java", ""))
        .sorted()
        .toList();
  }

  private static String folder(int release) {
    return release == 17 ? "/corpus" : "/corpus-" + release;
  }

  private static List<Path> sources(String resource) {
    return sources(resource, ".java");
  }

  /** Returns the files below a folder of the test resources whose names end so. */
  static List<Path> sources(String resource, String ending) {
    try (Stream<Path> files =
        Files.walk(Path.of(Corpus.class.getResource(resource).toURI()))) {
      return files.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JavaCompiler javac() {
    return ToolProvider.getSystemJavaCompiler();
  }

  private static Corpus compile(
      JavaCompiler compiler,
      Path directory,
      List<Path> sources,
      int release,
      List<String> options) {
    StringWriter messages = new StringWriter();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", directory.toString()));
    all.addAll(List.of("--release", Integer.toString(release)));
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled = compiler
          .getTask(messages, files, null, all, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
      if (!compiled) {
        throw new AssertionError(messages.toString());
      }
      return of(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the programs of a directory with class files. */
  static Corpus of(Path directory) throws IOException {
    return new Corpus(new ChildFirst(directory.toUri().toURL()));
  }

  /** Runs a program and returns the traces of its cases. */
  List<String> cases(String name, Stages stages) {
    try {
      run(name, stages);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name, e);
    }
    return stages.cases();
  }

  /** Runs a program and returns its trace. */
  public String run(String name, Stages stages) throws ReflectiveOperationException {
    loader.loadClass("corpus." + name).getMethod("run", Stages.class).invoke(null, stages);
    return stages.trace();
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prefers its own classes, so that the blocking {@code Coroutines} hides the real one. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL directory) {
      super(new URL[] {directory}, Corpus.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (findResource(name.replace('.', '/') + ".class") == null) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
