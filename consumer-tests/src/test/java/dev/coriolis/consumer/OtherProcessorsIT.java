package dev.coriolis.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Coriolis in one javac with processors that many projects have. */
class OtherProcessorsIT {
  private static final Path LOMBOK = UserProject.processor("lombok");
  private static final Path AUTO_VALUE = UserProject.processor("auto-value");
  private static final Path ANNOTATIONS = UserProject.processor("auto-value-annotations");

  private static final String SHOP = """
      package shop;

      import static dev.coriolis.Coroutines.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import java.util.concurrent.CompletionStage;
      import lombok.Cleanup;
      import lombok.Getter;
      import lombok.RequiredArgsConstructor;
      import lombok.SneakyThrows;
      import lombok.extern.slf4j.Slf4j;
      import lombok.val;

      @Slf4j
      @Getter
      @RequiredArgsConstructor
      public class Shop {
        private final String name;

        @Coroutine
        @SneakyThrows
        CompletionStage<String> greet(CompletionStage<String> guest) {
          val before = getName();
          log.debug("waits in {}", before);
          @Cleanup val page = new java.io.StringReader(before);
          val after = await(guest);
          log.debug("had {}", after);
          if (after.isEmpty()) {
            throw new java.io.IOException(before);
          }
          return completedFuture(before + " greets " + after + (char) page.read());
        }

        public static CompletionStage<String> run(CompletionStage<String> guest) {
          return new Shop("inn").greet(guest);
        }
      }
      """;

  @TempDir
  Path folder;

  static Stream<List<Path>> besideLombok() {
    return Stream.of(
        List.of(UserProject.PROCESSOR, LOMBOK), List.of(LOMBOK, UserProject.PROCESSOR));
  }

  static Stream<List<Path>> besideAutoValue() {
    return Stream.of(
        List.of(UserProject.PROCESSOR, AUTO_VALUE, ANNOTATIONS),
        List.of(AUTO_VALUE, ANNOTATIONS, UserProject.PROCESSOR),
        List.of(LOMBOK, AUTO_VALUE, ANNOTATIONS, UserProject.PROCESSOR),
        List.of(UserProject.PROCESSOR, AUTO_VALUE, ANNOTATIONS, LOMBOK));
  }

  @ParameterizedTest
  @MethodSource("besideLombok")
  void weavesWhatLombokChanged(List<Path> processors) throws Exception {
    try (var project = new UserProject(folder, processors)) {
      project.source("shop/Shop.java", SHOP);

      String output = project.compile(project.withClassPath("-Xlint:all,-processing,-options"));

      assertThat(output).doesNotContain("warning: [", "error:");
      assertThat(project.classFiles()).containsKeys("shop/Shop.class", "shop/Shop$$greet.class");
      assertThat(project.run("shop.Shop", "Ann")).isEqualTo("inn greets Anni");
    }
  }

  /** The monitor is in no source: the rule is checked on what javac compiles. */
  @ParameterizedTest
  @MethodSource("besideLombok")
  void refusesMonitorsThatLombokAdds(List<Path> processors) throws Exception {
    try (var project = new UserProject(folder, processors)) {
      project.source("shop/Shop.java", """
          package shop;

          import dev.coriolis.Coroutine;
          import dev.coriolis.Coroutines;
          import java.util.concurrent.CompletionStage;
          import lombok.Synchronized;

          public class Shop {
            @Coroutine
            @Synchronized
            static CompletionStage<Void> run(CompletionStage<String> guest) {
              Coroutines.await(guest);
              return Coroutines.done();
            }
          }
          """);

      assertThatThrownBy(() -> project.compile(project.withClassPath()))
          .hasMessageContaining("exit code 1 ")
          .hasMessageContaining("Shop.java:12: error: [AwaitInSynchronized]");
    }
  }

  @ParameterizedTest
  @MethodSource("besideAutoValue")
  void awaitsInClassesThatAnotherProcessorExtends(List<Path> processors) throws Exception {
    try (var project = new UserProject(folder, processors)) {
      project.source("shop/Price.java", """
          package shop;

          import static dev.coriolis.Coroutines.await;
          import static java.util.concurrent.CompletableFuture.completedFuture;

          import com.google.auto.value.AutoValue;
          import dev.coriolis.Coroutine;
          import java.util.concurrent.CompletionStage;

          @AutoValue
          public abstract class Price {
            abstract String currency();

            abstract long cents();

            @Coroutine
            CompletionStage<Price> plus(CompletionStage<String> cents) {
              return completedFuture(
                  new AutoValue_Price(currency(), cents() + Long.parseLong(await(cents))));
            }

            public static CompletionStage<Price> run(CompletionStage<String> cents) {
              return new AutoValue_Price("EUR", 40).plus(cents);
            }
          }
          """);

      project.compile(project.withClassPath());

      assertThat(project.run("shop.Price", "2")).hasToString("Price{currency=EUR, cents=42}");
    }
  }
}
