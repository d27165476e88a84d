package dev.coriolis.frame;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the class anew for each case: what it finds on the class path is found once. */
class ThreadLocalsTest {

  @TempDir
  private Path services;

  private URLClassLoader loader(String without) {
    URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains(without))
        .map(Path::of)
        .map(ThreadLocalsTest::url)
        .toArray(URL[]::new);
    URL[] all = Arrays.copyOf(urls, urls.length + 1);
    all[urls.length] = url(services);
    return new URLClassLoader(all, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(path.toString(), e);
    }
  }

  private void provide(Class<?>... providers) throws IOException {
    Path folder = Files.createDirectories(services.resolve("META-INF/services"));
    Files.writeString(
        folder.resolve(ThreadValues.class.getName()),
        Arrays.stream(providers).map(Class::getName).collect(joining("\n")));
  }

  private static Object call(ClassLoader loader, String method, Object... arguments)
      throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(ThreadLocals.class.getName());
    Method found = Arrays.stream(type.getDeclaredMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .findFirst()
        .orElseThrow();
    found.setAccessible(true);
    return found.invoke(null, arguments);
  }

  @Test
  void followIfTheLibraryIsThere() throws Exception {
    try (URLClassLoader loader = loader("no such entry")) {
      assertThat(call(loader, "follow")).isEqualTo(true);
    }
  }

  @Test
  void stayWithoutTheLibrary() throws Exception {
    try (URLClassLoader loader = loader("context-propagation")) {
      assertThat(call(loader, "follow")).isEqualTo(false);
      assertThat(call(loader, "capture")).isNull();
    }
  }

  @Test
  void stayIfSwitchedOff() throws Exception {
    System.setProperty(ThreadLocals.SWITCH, "false");
    try (URLClassLoader loader = loader("no such entry")) {
      assertThat(call(loader, "follow")).isEqualTo(false);
    } finally {
      System.clearProperty(ThreadLocals.SWITCH);
    }
  }

  @Test
  void brokenLibraryKeepsNoCoroutineFromGoingOn() throws Exception {
    provide(BrokenThreadValues.class);
    try (URLClassLoader loader = loader("context-propagation")) {
      Object captured = call(loader, "capture");

      Object restored = call(loader, "restore", captured);

      assertThat(captured).isEqualTo("captured");
      assertThat(restored).isNotNull();
    }
  }

  @Test
  void severalLibrariesAreAllAsked() throws Exception {
    provide(BrokenThreadValues.class, NumberedThreadValues.class);
    try (URLClassLoader loader = loader("context-propagation")) {
      assertThat(call(loader, "capture")).isEqualTo(List.of("captured", 1));
    }
  }

  @Test
  void libraryWithoutConstructorIsLeftOut() throws Exception {
    provide(Unusable.class, NumberedThreadValues.class);
    try (URLClassLoader loader = loader("context-propagation")) {
      assertThat(call(loader, "capture")).isEqualTo(1);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Thread values that are the same number at any time. */
  public static final class NumberedThreadValues implements ThreadValues {

    /** Called by {@link java.util.ServiceLoader}. */
    public NumberedThreadValues() {}

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public Object capture() {
      return 1;
    }

    @Override
    public Restored restore(Object captured) {
      return () -> {};
    }
  }

  /** Thread values that cannot be made. */
  public static final class Unusable implements ThreadValues {

    /** Called by {@link java.util.ServiceLoader}. */
    public Unusable() {
      throw new IllegalStateException("cannot be made");
    }

    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public Object capture() {
      return "never";
    }

    @Override
    public Restored restore(Object captured) {
      return () -> {};
    }
  }
}
