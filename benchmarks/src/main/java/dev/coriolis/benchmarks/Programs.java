package dev.coriolis.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The sources that are compiled: the same classes with coroutines and with plain methods, and a main
 * class that calls every method of every class and prints a hash of what they returned.
 */
final class Programs {
  static final String MAIN = "bench.Main";
  static final String A_FRAME = "bench/C0$$method0.class";
  private static final int CLASSES = 500;
  private static final int METHODS = 10;
  static final String DESCRIPTION =
      CLASSES + " classes of " + METHODS + " methods with two calls to wait for";

  private static final String METHOD = """

        TYPE methodNUMBER(String name, int count) {
          String first = AWAIT(load(name, count + NUMBER));
          int total = 0;
          for (int i = 0; i < count; i++) {
            total += first.length() * i + NUMBER;
          }
          String second = AWAIT(load(first + total, count - 1));
          return RESULT(first + second + total);
        }
      """;

  private static final String MAIN_CLASS = """
      package bench;

      import java.lang.reflect.Method;

      class Main {
        public static void main(String[] arguments) throws Exception {
          int hash = 0;
          for (int i = 0; i < %d; i++) {
            Class<?> type = Class.forName("bench.C" + i);
            Object object = type.getDeclaredConstructor().newInstance();
            for (int j = 0; j < %d; j++) {
              Method method = type.getDeclaredMethod("method" + j, String.class, int.class);
              hash = 31 * hash + Source.result(method.invoke(object, "n" + i, j)).hashCode();
            }
          }
          System.out.println(hash);
        }
      }
      """;

  /** Every stage is pending when it is awaited, so every coroutine suspends twice. */
  private static final String PENDING_SOURCE = """
      package bench;

      import java.util.ArrayDeque;
      import java.util.Deque;
      import java.util.concurrent.CompletableFuture;
      import java.util.concurrent.CompletionStage;

      class Source {
        private static final Deque<Runnable> PENDING = new ArrayDeque<>();

        static CompletionStage<String> load(String name, int count) {
          CompletableFuture<String> stage = new CompletableFuture<>();
          PENDING.add(() -> stage.complete(name + count));
          return stage;
        }

        static Object result(Object stage) {
          int completed = 0;
          while (!PENDING.isEmpty()) {
            PENDING.remove().run();
            completed++;
          }
          if (completed != 2) {
            throw new AssertionError("suspended " + completed + " times");
          }
          return ((CompletableFuture<?>) stage).join();
        }
      }
      """;

  private static final String PLAIN_SOURCE = """
      package bench;

      class Source {
        static String load(String name, int count) {
          return name + count;
        }

        static Object result(Object value) {
          return value;
        }
      }
      """;

  private static final String LISTENER = """
      import com.sun.source.util.*;
      import java.util.Set;
      import javax.annotation.processing.*;
      import javax.lang.model.SourceVersion;
      import javax.lang.model.element.TypeElement;

      @SupportedAnnotationTypes("dev.coriolis.Coroutine")
      public class Listener extends AbstractProcessor implements TaskListener {
        @Override
        public SourceVersion getSupportedSourceVersion() {
          return SourceVersion.latest();
        }

        @Override
        public void init(ProcessingEnvironment environment) {
          super.init(environment);
          JavacTask.instance(environment).addTaskListener(this);
        }

        @Override
        public void finished(TaskEvent event) {}

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
          return true;
        }
      }
      """;

  private Programs() {}

  /** Writes the classes as coroutines. */
  static void writeCoroutines(Path folder) throws IOException {
    String imports = """
        import static dev.coriolis.Coroutines.await;
        import static java.util.concurrent.CompletableFuture.completedFuture;

        import dev.coriolis.Coroutine;
        import java.util.concurrent.CompletionStage;

        """;
    write(folder, "Source", PENDING_SOURCE);
    writeClasses(
        folder,
        imports,
        new Words("@Coroutine CompletionStage<String>", "await", "completedFuture"));
  }

  /** Writes the same classes without anything of Coriolis. */
  static void writePlain(Path folder) throws IOException {
    write(folder, "Source", PLAIN_SOURCE);
    writeClasses(folder, "", new Words("String", "", ""));
  }

  /** Writes a processor that asks javac for its events, and does nothing with them. */
  static void writeListener(Path folder) throws IOException {
    write(folder, "Listener", LISTENER);
  }

  /** What differs between the two programs. */
  private record Words(String type, String await, String result) {}

  private static void writeClasses(Path folder, String imports, Words words) throws IOException {
    write(folder, "Main", String.format(Locale.ROOT, MAIN_CLASS, CLASSES, METHODS));
    for (int i = 0; i < CLASSES; i++) {
      StringBuilder source = new StringBuilder(
              "package bench;\n\nimport static bench.Source.load;\n")
          .append(imports)
          .append("class C" + i + " {");
      for (int j = 0; j < METHODS; j++) {
        source.append(method(j, words));
      }
      write(folder, "C" + i, source.append("}\n").toString());
    }
  }

  private static String method(int number, Words words) {
    return METHOD
        .replace("TYPE", words.type())
        .replace("NUMBER", Integer.toString(number))
        .replace("AWAIT", words.await())
        .replace("RESULT", words.result());
  }

  private static void write(Path folder, String name, String source) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".java"), source, StandardCharsets.UTF_8);
  }
}
