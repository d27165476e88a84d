package dev.coriolis.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.processor.Locations;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** javac as it is where nobody has put the processor on a path: not even the plugin is found. */
final class PlainJavac {
  private PlainJavac() {}

  /** Compiles sources, given by path and text in turn, and returns the folder of the classes. */
  static Path compile(Path folder, String... pathsAndTexts) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      Path file = folder.resolve("src").resolve(pathsAndTexts[i]);
      Files.createDirectories(file.getParent());
      sources.add(Files.writeString(file, pathsAndTexts[i + 1]));
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    String stubs = Locations.of(dev.coriolis.Coroutines.class).toString();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-cp", stubs, "-d", classes.toString());
      javac
          .getTask(
              messages,
              new WithoutPlugins(files),
              null,
              options,
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    assertThat(messages.toString()).isEmpty();
    return classes;
  }

  /** The class loader of the tests has our plugin, and javac would ask it. */
  private static final class WithoutPlugins extends ForwardingJavaFileManager<JavaFileManager> {
    WithoutPlugins(JavaFileManager files) {
      super(files);
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
      return ClassLoader.getPlatformClassLoader();
    }
  }
}
