package dev.coriolis.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The javac command with the options that builds set. */
class JavacOptionsIT {
  private static final String[] STRICT = {"-Xlint:all,-processing,-options", "-Werror"};

  private static final String SHOP = """
      package shop;

      import static dev.coriolis.Coroutines.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import java.util.concurrent.CompletionStage;

      /** A shop. */
      public final class Shop {
        private Shop() {}

        /** What is sold. */
        public sealed interface Goods {
          /** Returns it with more of it. */
          CompletionStage<Goods> add(String kind, CompletionStage<String> more);
        }

        /**
         * Sold by weight.
         *
         * @param grams how heavy
         */
        public record Tea(long grams) implements Goods {
          @Override
          @Coroutine
          public CompletionStage<Goods> add(String kind, CompletionStage<String> more) {
            int factor = 2;
            return completedFuture(new Tea(factor * grams + Long.parseLong(await(more)) + kind.length()));
          }
        }

        /** The only one of its kind. */
        public enum Cup implements Goods {
          /** Of china. */
          CUP;

          @Override
          public CompletionStage<Goods> add(String kind, CompletionStage<String> more) {
            return completedFuture(this);
          }
        }

        /** Starts. */
        @Coroutine
        public static CompletionStage<String> run(CompletionStage<String> weight) {
          Goods goods = await(new Tea(7).add("green", weight));
          if (goods instanceof Tea tea && tea.grams() > 0) {
            return completedFuture(tea + " " + await(Cup.CUP.add("x", weight)));
          }
          return completedFuture("none");
        }
      }
      """;

  @TempDir
  Path folder;

  private UserProject project;

  @BeforeEach
  void createProject() throws Exception {
    project =
        new UserProject(folder, List.of(UserProject.PROCESSOR)).source("shop/Shop.java", SHOP);
  }

  @AfterEach
  void close() throws Exception {
    project.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void compilesRecordsAndSealedTypesForRelease(int release) throws Exception {
    assumeTrue(release <= Runtime.version().feature(), "needs JDK " + release);

    String output = project.compile(strict("--release", Integer.toString(release)));

    assertThat(output).isEmpty();
    assertThat(project.run("shop.Shop", "20")).isEqualTo("Tea[grams=39] CUP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g:none", "-g"})
  void compilesWithEachKindOfDebugInformation(String option) throws Exception {
    String output = project.compile(strict(option));

    assertThat(output).isEmpty();
    assertThat(project.run("shop.Shop", "20")).isEqualTo("Tea[grams=39] CUP");
  }

  @Test
  void keepsNamesOfParametersForReflection() throws Exception {
    project.compile(strict("-parameters"));

    Method coroutine =
        project.load("shop.Shop$Tea").getMethod("add", String.class, CompletionStage.class);
    assertThat(coroutine.getParameters())
        .allMatch(Parameter::isNamePresent)
        .extracting(Parameter::getName)
        .containsExactly("kind", "more");
    assertThat(project.run("shop.Shop", "20")).isEqualTo("Tea[grams=39] CUP");
  }

  /** Frameworks ask all methods of a class, also those that weaving added. */
  @Test
  void letsReflectionAskEveryMethod() throws Exception {
    project.compile(strict("-parameters"));

    Method[] methods = project.load("shop.Shop$Tea").getDeclaredMethods();
    assertThat(methods).filteredOn(method -> method.getName().equals("add")).hasSizeGreaterThan(1);
    assertThat(methods)
        .allSatisfy(
            method -> assertThat(method.getParameters()).hasSize(method.getParameterCount()))
        .filteredOn(method -> !method.isSynthetic())
        .extracting(Method::getName)
        .containsExactlyInAnyOrder("add", "grams", "equals", "hashCode", "toString");
  }

  @Test
  void keepsWhatReflectionKnowsOfACoroutine() throws Exception {
    project.source("shop/Known.java", """
        package shop;

        import static dev.coriolis.Coroutines.await;
        import static java.util.concurrent.CompletableFuture.completedFuture;

        import dev.coriolis.Coroutine;
        import java.lang.annotation.Retention;
        import java.lang.annotation.RetentionPolicy;
        import java.util.List;
        import java.util.concurrent.CompletionStage;

        @Retention(RetentionPolicy.RUNTIME)
        @interface Mark { String value(); }

        final class Known {
          private Known() {}

          @Mark("method")
          @Coroutine
          static <T extends Number> CompletionStage<List<T>> list(
              @Mark("parameter") CompletionStage<? extends T> one) throws java.io.IOException {
            return completedFuture(List.of(await(one)));
          }
        }
        """);

    project.compile(strict());

    Method coroutine = project.load("shop.Known").getDeclaredMethod("list", CompletionStage.class);
    assertThat(coroutine.toGenericString()).isEqualTo("""
        static <T extends java.lang.Number> java.util.concurrent.CompletionStage<java.util.List<T>> \
        shop.Known.list(java.util.concurrent.CompletionStage<? extends T>) \
        throws java.io.IOException""");
    assertThat(List.of(coroutine.getAnnotations())).hasToString("[@shop.Mark(\"method\")]");
    assertThat(List.of(coroutine.getParameterAnnotations()[0]))
        .hasToString("[@shop.Mark(\"parameter\")]");
  }

  @Test
  void runsAsAModule() throws Exception {
    project
        .source("module-info.java", "module shop { requires dev.coriolis.runtime; }")
        .source("shop/Main.java", """
            package shop;

            import java.util.concurrent.CompletableFuture;

            final class Main {
              public static void main(String[] args) {
                var weight = new CompletableFuture<String>();
                var result = Shop.run(weight);
                System.out.println(result.toCompletableFuture().isDone());
                weight.complete("20");
                System.out.println(result.toCompletableFuture().join() + " in " + Main.class.getModule());
              }
            }
            """);

    String output = project.compile(
        "-Xlint:all,-processing,-options,-requires-automatic",
        "-Werror",
        "-p",
        UserProject.RUNTIME.toString());

    assertThat(output).isEmpty();
    assertThat(Commands.run(
            folder,
            List.of(
                Commands.jdk("java"),
                "-Xverify:all",
                "-p",
                project.classes() + File.pathSeparator + UserProject.RUNTIME,
                "-m",
                "shop/shop.Main")))
        .contains("false")
        .contains("Tea[grams=39] CUP in module shop");
  }

  private String[] strict(String... options) {
    return project.withClassPath(
        Stream.concat(Stream.of(STRICT), Stream.of(options)).toArray(String[]::new));
  }
}
