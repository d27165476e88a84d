package dev.coriolis.docs;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles snippets with the processor, each in the first form in which it compiles.
 *
 * <p>All go into one compilation, as each costs seconds. What fails is tried again in its next form,
 * until all compile or have no more forms.
 */
final class SnippetCompiler {
  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private final Path classes;
  private final String processor;
  private final Unit fixtures;

  SnippetCompiler(Path classes, String processor, String fixtures) {
    this.classes = classes;
    this.processor = processor;
    this.fixtures = new Unit("snippets/Fixtures", fixtures);
  }

  /** A source in memory. */
  private static final class Unit extends SimpleJavaFileObject {
    private final String text;

    Unit(String path, String text) {
      super(URI.create("mem:///" + path + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /**
   * A snippet, the forms of it that are left to try, and what javac says of those that failed.
   *
   * @param forms those that are Java by their syntax, if there are any
   */
  private record Attempt(Snippet snippet, List<Unit> forms, List<String> messages) {
    static Attempt of(Snippet snippet, int number) {
      List<Unit> forms = new ArrayList<>();
      for (Form form : Form.likelyFor(snippet.text())) {
        String packageName = "s" + number + "." + form.name().toLowerCase(Locale.ROOT);
        forms.add(new Unit(
            packageName.replace('.', '/') + "/Snippet", form.unitOf(packageName, snippet.text())));
      }
      return new Attempt(snippet, forms, new ArrayList<>());
    }

    /** Gives the form up that was compiled, if javac has messages about it. */
    boolean hasFailed(Map<JavaFileObject, String> found) {
      if (forms.isEmpty() || !found.containsKey(forms.get(0))) {
        return false;
      }
      messages.add(found.get(forms.remove(0)));
      return true;
    }

    String outcome() {
      return forms.isEmpty() ? String.join("\nor as another form of code:\n", messages) : "";
    }
  }

  /** Returns what is wrong with each snippet, in their order; an empty text if nothing is. */
  Map<Snippet, String> compile(List<Snippet> snippets) throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    snippets.forEach(snippet -> attempts.add(Attempt.of(snippet, attempts.size())));
    dropWhatIsNoJava(attempts);
    for (List<Attempt> open = attempts; !open.isEmpty(); open = failingOf(attempts)) {
      // Where something fails, javac does not come to all checks, and nothing is woven: so what has
      // passed is compiled once more with everything that has.
      while (!open.isEmpty()) {
        open = failingOf(open);
      }
    }
    Map<Snippet, String> result = new LinkedHashMap<>();
    attempts.forEach(attempt -> result.put(attempt.snippet(), attempt.outcome()));
    return result;
  }

  private void dropWhatIsNoJava(List<Attempt> attempts) throws IOException {
    List<Unit> all =
        attempts.stream().flatMap(attempt -> attempt.forms().stream()).toList();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    ((JavacTask) javac.getTask(
            null, null, diagnostics, List.of("-proc:none", "-Xmaxerrs", "10000"), null, all))
        .parse();
    Map<JavaFileObject, String> messages = bySource(diagnostics);
    for (Attempt attempt : attempts) {
      attempt.forms().removeIf(messages::containsKey);
      if (attempt.forms().isEmpty()) {
        attempt.messages().add("this is no Java in any form");
      }
    }
  }

  /** Compiles each in its next form; takes that away from those which fail, and returns them. */
  private List<Attempt> failingOf(List<Attempt> attempts) throws IOException {
    List<Unit> units = new ArrayList<>(List.of(fixtures));
    attempts.forEach(attempt -> attempt.forms().stream().findFirst().ifPresent(units::add));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(diagnostics, null, null)) {
      javac.getTask(null, files, diagnostics, options(), null, units).call();
    }
    Map<JavaFileObject, String> messages = bySource(diagnostics);
    if (messages.containsKey(fixtures)) {
      throw new IllegalStateException(messages.get(fixtures));
    }
    return attempts.stream().filter(attempt -> attempt.hasFailed(messages)).toList();
  }

  /** Returns the errors, and of the warnings those of the processor, which a reader would copy. */
  private static Map<JavaFileObject, String> bySource(
      DiagnosticCollector<JavaFileObject> diagnostics) {
    Map<JavaFileObject, String> messages = new LinkedHashMap<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      String message = diagnostic.getMessage(Locale.ROOT);
      boolean counts = diagnostic.getKind() == Diagnostic.Kind.ERROR || message.startsWith("[");
      if (counts && diagnostic.getSource() == null) {
        throw new IllegalStateException(message);
      }
      if (counts) {
        messages.merge(diagnostic.getSource(), message, (a, b) -> a + "\n" + b);
      }
    }
    return messages;
  }

  private List<String> options() throws IOException {
    return List.of(
        "-processorpath",
        processor,
        "-cp",
        System.getProperty("java.class.path"),
        "-d",
        Files.createDirectories(classes).toString(),
        "--release",
        "17",
        "-Xmaxerrs",
        "10000",
        "-Xmaxwarns",
        "10000");
  }
}
