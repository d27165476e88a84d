package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.coroutine;
import static dev.coriolis.processor.CompilerFixture.sample;

import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgottenAwaitCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other(); // here",
        "this.other(); // here",
        "for (;;\n other() // here\n ) { }",
        "Runnable r = () -> other(); // here",
        "Runnable r = () -> {\n other(); // here\n };",
        "Runnable r = this::other; // here",
        "List.of(this).forEach(Sample::other); // here",
      })
  void warnsOfDroppedStage(String body) {
    String end = body.startsWith("for") ? "" : " return stage;";
    JavaFileObject source = coroutine(body + "\n" + end);

    var compilation = compile(source);

    assertThat(compilation).succeeded();
    assertThat(compilation).hadWarningCount(1);
    assertThat(compilation)
        .hadWarningContaining("[ForgottenAwait]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadWarningContaining("await(other(...))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(other()); return stage;",
        "return other();",
        "var kept = other(); return kept;",
        "CompletionStage<Integer> kept; kept = other(); return kept;",
        "Supplier<CompletionStage<Integer>> s = () -> other(); return s.get();",
        "Supplier<CompletionStage<Integer>> s = this::other; return s.get();",
        "Callable<?> c = this::other; return stage;",
        "stage.thenApply(i -> i); return stage;",
        "other().toCompletableFuture().cancel(true); return stage;",
      })
  void acceptsStagesThatAreUsed(String body) {
    assertThat(compile(coroutine(body))).succeededWithoutWarnings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Generator<Integer, Void>", "Flow.Publisher<Integer>"})
  void warnsOfDroppedGenerator(String type) {
    JavaFileObject source = sample("""
        @Coroutine %s numbers() { emit(1); return end(); }
        void run() {
          numbers(); // here
          var kept = numbers();
        }
        """.formatted(type));

    var compilation = compile(source);

    assertThat(compilation).hadWarningCount(1);
    assertThat(compilation)
        .hadWarningContaining(
            "[DroppedGenerator] this call does nothing, because numbers only begins")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void warnsInClassesWithoutCoroutines() {
    JavaFileObject service = sample("@Coroutine CompletionStage<Void> run() { return done(); }");
    JavaFileObject user = JavaFileObjects.forSourceString("test.User", """
        package test;
        class User {
          void go(Sample sample) {
            sample.run(); // here
          }
        }
        """);

    assertThat(compile(service, user))
        .hadWarningContaining("[ForgottenAwait]")
        .inFile(user)
        .onLineContaining("// here");
  }

  @Test
  void canBeSuppressed() {
    JavaFileObject source = sample("""
        @Coroutine CompletionStage<Void> run() { return done(); }
        @SuppressWarnings("coriolis:ForgottenAwait") void plain() { run(); }
        @SuppressWarnings("coriolis:ForgottenAwait") Runnable field = () -> run();
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }
}
