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

/** Programs compiled in one way, in a directory of its own. */
public final class Corpus implements AutoCloseable {
  private final URLClassLoader loader;

  private Corpus(URLClassLoader loader) {
    this.loader = loader;
  }

  /** Compiles the corpus with the processor. */
  static Corpus woven(Path directory) {
    return woven(directory, sources("/corpus"));
  }

  /** Compiles the corpus without the processor, with an {@code await} that blocks. */
  static Corpus blocking(Path directory) {
    return blocking(directory, sources("/corpus"));
  }

  /** Compiles programs with the processor. */
  public static Corpus woven(Path directory, List<Path> programs) {
    return compile(
        directory, programs, List.of("-processorpath", System.getProperty("coriolis.processor")));
  }

  /** Compiles programs without the processor, with an {@code await} that blocks. */
  public static Corpus blocking(Path directory, List<Path> programs) {
    List<Path> sources = new ArrayList<>(sources("/blocking"));
    sources.addAll(programs);
    return compile(directory, sources, List.of("-proc:none"));
  }

  /** Returns the names of the cases. */
  static List<String> names() {
    return sources("/corpus").stream()
        .map(path -> path.getFileName().toString().replace(".java", ""))
        .sorted()
        .toList();
  }

  private static List<Path> sources(String resource) {
    try (Stream<Path> files =
        Files.walk(Path.of(Corpus.class.getResource(resource).toURI()))) {
      return files.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Corpus compile(Path directory, List<Path> sources, List<String> options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", directory.toString(), "-g", "-Xlint:-options"));
    all.addAll(List.of("--release", "17", "-cp", System.getProperty("java.class.path")));
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean compiled = javac
          .getTask(messages, files, null, all, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
      if (!compiled) {
        throw new AssertionError(messages.toString());
      }
      return new Corpus(new ChildFirst(directory.toUri().toURL()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a case and returns its trace. */
  public String run(String name, Stages stages) throws ReflectiveOperationException {
    loader.loadClass("corpus." + name).getMethod("run", Stages.class).invoke(null, stages);
    return stages.trace();
  }

  @Override
  public void close() throws IOException {
    loader.close();
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
