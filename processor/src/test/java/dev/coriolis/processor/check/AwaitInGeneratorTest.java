package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link AwaitOutsideCoroutineCheck} that is about generators. */
class AwaitInGeneratorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Coroutine Generator<Integer, Void> run() {\n emit(await(stage)); // here\n return end(); }",
        "Supplier<Generator<Integer, Void>> run = () -> {\n await(stage); // here\n return end(); };",
      })
  void rejectsAwaitInAGenerator(String member) {
    JavaFileObject source = sample(member);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[AwaitInGenerator]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining("Return Flow.Publisher<java.lang.Integer> instead");
  }

  @Test
  void acceptsAwaitInAPublisherAndInLambdasOfAGenerator() {
    assertThat(compile(sample("""
        @Coroutine Flow.Publisher<Integer> run() {
          emit(await(stage));
          return end();
        }
        @Coroutine Generator<Supplier<CompletionStage<Integer>>, Void> stages() {
          Supplier<CompletionStage<Integer>> later = () -> completedFuture(await(stage));
          emit(later);
          return end();
        }
        """))).succeededWithoutWarnings();
  }
}
