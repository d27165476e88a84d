package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import java.util.Locale;
import javax.tools.JavaFileObject;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestReturnsStageCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@dev.coriolis.testing.CoroutineTest",
        "@Coroutine @org.junit.jupiter.api.Test",
        "@Coroutine @org.junit.jupiter.api.BeforeEach",
        "@Coroutine @org.junit.jupiter.params.ParameterizedTest",
      })
  void rejectsATestThatJUnitLeavesOut(String annotations) {
    JavaFileObject source =
        sample(annotations + "\nCompletionStage<Integer> run() { return stage; } // here");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[TestReturnsStage]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@dev.coriolis.testing.CoroutineTest void run() { await(stage); }",
        "@Coroutine @org.junit.jupiter.api.Test void run() { await(stage); }",
        "@Coroutine @org.junit.jupiter.api.AfterEach void run() { await(stage); }",
        "@dev.coriolis.testing.CoroutineTest void a() { await(stage); }"
            + " @Coroutine @org.junit.jupiter.api.BeforeEach void b() { a(); }",
        "@dev.coriolis.testing.CoroutineTest @interface Mine {}"
            + " @Coroutine @Mine void run() { await(stage); }",
        "@org.junit.jupiter.api.Tag(\"a\") CompletionStage<Integer> run() { return stage; }",
      })
  void acceptsATestThatReturnsNothing(String method) {
    var compilation = compile(sample(method));

    assertThat(compilation).succeeded();
    Assertions.assertThat(compilation.warnings())
        .as("other than javac's, of annotations of JUnit that no processor claims")
        .allMatch(warning -> warning.getMessage(Locale.ROOT).startsWith("No processor claimed"));
  }
}
