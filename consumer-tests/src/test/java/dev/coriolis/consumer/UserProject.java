package dev.coriolis.consumer;

import dev.coriolis.Coroutine;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** The sources of a user in a folder of their own, and the classes that the javac command makes of them. */
final class UserProject implements AutoCloseable {
  static final Path PROCESSOR = Path.of(System.getProperty("coriolis.processor"));
  static final Path RUNTIME = jarOf(Coroutine.class);

  private final Path folder;
  private final Path classes;
  private final List<Path> processors;
  private final List<Path> sources = new ArrayList<>();
  private URLClassLoader loader;

  /** A project without sources yet, compiled with these jars on the processor path, in this order. */
  UserProject(Path folder, List<Path> processors) throws IOException {
    this.folder = folder;
    this.processors = processors;
    this.classes = Files.createDirectories(folder.resolve("classes"));
    this.loader = newLoader();
  }

  /** Returns the jar of a processor that is not ours. */
  static Path processor(String name) {
    return Path.of(System.getProperty("processors"), name + ".jar");
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Adds a source file, or gives it another text. */
  UserProject source(String path, String text) throws IOException {
    Path file = folder.resolve("src").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!sources.contains(file)) {
      sources.add(file);
    }
    return this;
  }

  /** Compiles all sources; fails where javac does. */
  String compile(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(
        List.of(Commands.jdk("javac"), "-J-Duser.language=en", "-d", classes.toString()));
    command.addAll(List.of("-processorpath", path(processors)));
    command.addAll(List.of(options));
    sources.forEach(source -> command.add(source.toString()));
    String output = Commands.run(folder, command);
    loader.close();
    loader = newLoader();
    return output;
  }

  /** The option for the class path: the runtime, and what annotations need. */
  String[] withClassPath(String... options) {
    List<Path> jars = new ArrayList<>(List.of(RUNTIME, jarOf(Logger.class)));
    jars.addAll(processors);
    jars.remove(PROCESSOR);
    return Stream.concat(Stream.of("-cp", path(jars)), Stream.of(options)).toArray(String[]::new);
  }

  private static String path(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  Path classes() {
    return classes;
  }

  /** Returns a fingerprint of each class file, by its name. */
  Map<String, UUID> classFiles() throws IOException {
    return classFiles(classes);
  }

  /** Returns a fingerprint of each class file in a folder, by its name. */
  static Map<String, UUID> classFiles(Path classes) throws IOException {
    Map<String, UUID> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
        found.put(
            classes.relativize(file).toString(), UUID.nameUUIDFromBytes(Files.readAllBytes(file)));
      }
    }
    return found;
  }

  /** Loads and links a compiled class. */
  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader);
  }

  /**
   * Calls {@code static CompletionStage<T> run(CompletionStage<String>)} of a class, completes what it awaits
   * while it is suspended, and returns what it comes to.
   */
  Object run(String name, String awaited) throws Exception {
    return run(load(name), awaited);
  }

  static Object run(Class<?> type, String awaited) throws Exception {
    CompletableFuture<String> pending = new CompletableFuture<>();
    CompletableFuture<?> result = ((CompletionStage<?>)
            type.getMethod("run", CompletionStage.class).invoke(null, pending))
        .toCompletableFuture();
    if (result.isDone()) {
      throw new AssertionError("not suspended: " + result);
    }
    pending.complete(awaited);
    return result.get(10, TimeUnit.SECONDS);
  }

  private URLClassLoader newLoader() throws IOException {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, UserProject.class.getClassLoader());
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
