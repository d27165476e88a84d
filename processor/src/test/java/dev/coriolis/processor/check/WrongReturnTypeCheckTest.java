package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongReturnTypeCheckTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      void run() { }                                     | returns void. Return CompletionStage<Void>
      int run() { return 1; }                            | returns int. Return CompletionStage<Integer>
      String run() { return ""; }                        | returns java.lang.String. Return CompletionStage<java.lang.String>
      Object run() { return stage; }                     | returns java.lang.Object
      Future<Integer> run() { return null; }             | returns java.util.concurrent.Future<java.lang.Integer>
      Mine run() { return null; }                        | returns test.Sample.Mine. Return CompletionStage<T>
      <S extends CompletionStage<?>> S run() { return null; } | returns S
      CompletionStage<?>[] run() { return null; }        | [] instead
      Iterator<Integer> run() { return null; }           | returns java.util.Iterator<java.lang.Integer>
      End<Integer, Integer> run() { return end(); }      | returns dev.coriolis.Generator.End
      """)
  void rejectsWhatNoCoroutineReturns(String method, String message) {
    JavaFileObject source =
        sample("static class Mine extends CompletableFuture<Void> { }\n @Coroutine\n" + method
            + " // here");

    var compilation = compile(source);

    if (!message.startsWith("[]")) {
      assertThat(compilation).hadErrorContaining(message);
    }
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[WrongReturnType]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CompletionStage<Integer> run() { return stage; }",
        "CompletableFuture<Void> run() { return done(); }",
        "<T> CompletionStage<? extends T> run() { return null; }",
        "static CompletionStage<int[]> run() { return null; }",
        "static Generator<Integer, String> run() { return end(); }",
        "static <T> Flow.Publisher<? extends T> run() { return end(); }",
      })
  void acceptsStagesFuturesGeneratorsAndPublishers(String method) {
    assertThat(compile(sample("@Coroutine " + method))).succeededWithoutWarnings();
  }

  @Test
  void leavesUnknownTypesToJavac() {
    var compilation = compile(sample("@Coroutine Missing run() { return null; }"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("cannot find symbol");
  }

  @Test
  void javacItselfRejectsConstructors() {
    JavaFileObject source = sample("@Coroutine // here\n Sample() { }");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("annotation")
        .inFile(source)
        .onLineContaining("// here");
  }
}
