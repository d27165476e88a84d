package dev.coriolis.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Java code that the guide and the Javadoc of public types show. */
final class Documents {
  private static final Path ROOT = Path.of("..");

  private static final List<Path> SOURCES =
      List.of(ROOT.resolve("runtime/src/main/java"), ROOT.resolve("testing/src/main/java"));

  private static final Pattern FENCE =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern JAVADOC =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n\\s*\\* }</pre>", Pattern.DOTALL);

  private static final Pattern PUBLIC_TYPE = Pattern.compile(
      "^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|record|enum|@interface) (\\w+)",
      Pattern.MULTILINE);

  /** Called by woven code, or found as a service. */
  private static final Set<String> NOT_FOR_PEOPLE =
      Set.of("dev.coriolis.frame", "dev.coriolis.micrometer");

  private Documents() {}

  /** Returns the code of the guide. */
  static List<Snippet> guide() {
    List<Snippet> snippets = new ArrayList<>();
    for (Path document : files(ROOT.resolve("docs"), ".md")) {
      String text = read(document);
      Matcher fence = FENCE.matcher(text);
      while (fence.find()) {
        snippets.add(inGuide(place(document, text, fence.start()), text, fence));
      }
    }
    return snippets;
  }

  /** What stands below "Wrong:" is reported under the name of its section. */
  private static Snippet inGuide(String place, String text, Matcher fence) {
    String before = text.substring(0, fence.start()).stripTrailing();
    if (!before.endsWith("Wrong:")) {
      return Snippet.compiling(place, fence.group(1));
    }
    String section = before.substring(before.lastIndexOf("\n## ") + 4);
    return Snippet.reported(place, fence.group(1), section.lines().findFirst().orElseThrow());
  }

  /** Returns the code in the Javadoc of all sources. */
  static List<Snippet> javadoc() {
    List<Snippet> snippets = new ArrayList<>();
    for (Path source : sources()) {
      String text = read(source);
      Matcher code = JAVADOC.matcher(text);
      while (code.find()) {
        String uncommented = code.group(1).replaceAll("(?m)^\\s*\\* ?", "");
        snippets.add(Snippet.compiling(place(source, text, code.start()), uncommented));
      }
    }
    return snippets;
  }

  /** Returns the public types, to be imported. */
  static List<String> publicTypes() {
    List<String> types = new ArrayList<>();
    for (Path source : sources()) {
      Matcher type = PUBLIC_TYPE.matcher(read(source));
      if (type.find()) {
        types.add(packageOf(source) + "." + type.group(1));
      }
    }
    return types;
  }

  /** Returns the public types whose Javadoc shows no code, but those that are not for people. */
  static List<String> publicTypesWithoutCode() {
    List<String> types = new ArrayList<>();
    for (Path source : sources()) {
      String text = read(source);
      Matcher type = PUBLIC_TYPE.matcher(text);
      if (type.find()
          && !NOT_FOR_PEOPLE.contains(packageOf(source))
          && !text.substring(0, type.start()).contains("<pre>{@code")) {
        types.add(type.group(1));
      }
    }
    return types;
  }

  private static String packageOf(Path source) {
    for (Path root : SOURCES) {
      if (source.startsWith(root)) {
        return root.relativize(source).getParent().toString().replace('/', '.').replace('\\', '.');
      }
    }
    throw new IllegalArgumentException("no source of ours: " + source);
  }

  private static List<Path> sources() {
    return SOURCES.stream().flatMap(root -> files(root, ".java").stream()).toList();
  }

  private static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(Path file, String text, int offset) {
    return ROOT.relativize(file) + ":" + (text.substring(0, offset).lines().count() + 1);
  }
}
