package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class SynchronizedCoroutineCheckTest {

  @Test
  void rejectsSynchronizedCoroutine() {
    JavaFileObject source = sample(
        "@Coroutine\n synchronized CompletionStage<Void> run() { // here\n return done(); }");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[SynchronizedCoroutine]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining("dev.coriolis.sync.Mutex");
  }

  @Test
  void acceptsLambdaCoroutineInSynchronizedMethod() {
    JavaFileObject source = sample("""
        synchronized Supplier<CompletionStage<Integer>> later() {
          return () -> completedFuture(await(stage));
        }
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }
}
