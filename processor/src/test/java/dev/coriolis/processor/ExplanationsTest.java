package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sources that {@code -Acoriolis.explain} asks for. */
class ExplanationsTest {
  private static final String SOURCE = """
      package shop;

      import static dev.coriolis.Coroutines.*;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import java.io.IOException;
      import java.util.List;
      import java.util.concurrent.CompletionStage;

      class Shop {
        CompletionStage<Integer> price(String item) { return completedFuture(1); }

        @Coroutine CompletionStage<Long> total(List<String> items, String[] more) {
          long total = 0;
          for (String item : items) {
            total += await(price(item));
          }
          StringBuilder text = new StringBuilder(more[0]);
          Object none = null;
          try {
            int first = await(price(text.append(total).toString()), IOException.class);
            total += first;
          } catch (IOException e) {
            await(price(e.getMessage()));
          } finally {
            text.setLength(0);
          }
          return completedFuture(total + (none == null ? more.length : 0));
        }

        @Coroutine CompletionStage<Void> without() { return done(); }
      }
      """;

  private static final String COUNTER = """
      package shop;

      import static dev.coriolis.Generator.*;
      import static dev.coriolis.Coroutines.await;

      import dev.coriolis.*;
      import java.util.concurrent.*;
      import java.util.function.*;

      class Counter {
        @Coroutine static Generator<String, Integer> count(String name, long from, Iterable<String> more) {
          try {
            for (long i = from; ; i++) {
              Integer step = emit(name + i);
              i += step == null ? 0 : step;
            }
          } finally {
            emitAll(more);
          }
        }

        @Coroutine Flow.Publisher<Integer> prices(Supplier<CompletionStage<Integer>> source) {
          emit(await(source.get()));
          return end();
        }

        @Coroutine static Generator<String, Void> repeat(String name, int times) {
          for (int i = 0; i < times; i++) {
            emit(name);
          }
          return end();
        }
      }
      """;

  @TempDir
  Path folder;

  @Test
  void showsStatesOfMachine() throws IOException {
    Path explained = folder.resolve("explained");

    Project.Result result = compile("first", explained);

    assertThat(result.messages()).isEmpty();
    assertThat(Files.readString(explained.resolve("shop/Shop$$total.java")))
        .isEqualTo(expected("explained/Shop$$total.java"));
    try (var files = Files.list(explained.resolve("shop"))) {
      assertThat(files).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "prices", "repeat"})
  void showsStatesOfGenerators(String method) throws IOException {
    Path explained = folder.resolve("explained");
    Project project = new Project(folder.resolve("first")).with("shop/Counter.java", COUNTER);
    List<String> options = project.strict("-g", "-Acoriolis.explain=" + explained);

    Project.Result result = project.compile(options, new CoroutineProcessor());

    String file = "Counter$$" + method + ".java";
    assertThat(result.messages()).isEmpty();
    assertThat(Files.readString(explained.resolve("shop").resolve(file)))
        .isEqualTo(expected("explained/" + file));
  }

  @Test
  void isTheSameInEachBuild() throws IOException {
    compile("first", folder.resolve("a"));
    compile("second", folder.resolve("b"));

    assertThat(folder.resolve("a/shop/Shop$$total.java"))
        .hasSameTextualContentAs(folder.resolve("b/shop/Shop$$total.java"));
  }

  @Test
  void leavesClassFilesAsTheyAreWithoutIt() throws IOException {
    compile("first", folder.resolve("a"));
    Project plain = new Project(folder.resolve("second")).with("shop/Shop.java", SOURCE);
    plain.compile(plain.strict("-g"), new CoroutineProcessor());

    assertThat(plain.classFile("shop/Shop"))
        .hasSameBinaryContentAs(folder.resolve("first/classes/shop/Shop.class"));
  }

  @Test
  void reportsFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    Project.Result result = compile("first", file);

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("Shop.java:14 ERROR [ExplanationUnwritable] the coroutines of shop.Shop");
  }

  private Project.Result compile(String name, Path explained) throws IOException {
    Project project = new Project(folder.resolve(name)).with("shop/Shop.java", SOURCE);
    List<String> options = project.strict("-g", "-Acoriolis.explain=" + explained);
    return project.compile(options, new CoroutineProcessor());
  }

  private static String expected(String resource) throws IOException {
    try (InputStream in = ExplanationsTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
