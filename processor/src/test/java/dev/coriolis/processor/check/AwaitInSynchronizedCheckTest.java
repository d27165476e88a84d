package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.coroutine;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitInSynchronizedCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronized (lock) {\n await(stage); // here\n }",
        "synchronized (lock) {\n if (await(stage) > 0) { } // here\n }",
        "synchronized (lock) { synchronized (this) { }\n await(stage); // here\n }",
      })
  void rejectsAwaitUnderMonitor(String body) {
    JavaFileObject source = coroutine(body + " return stage;");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[AwaitInSynchronized]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining("dev.coriolis.sync.Mutex");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronized (lock) {\n try (Scope scope = Scope.open()) { } // here\n }",
        "Scope scope = Scope.open(); synchronized (lock) {\n try (scope) { } // here\n }",
        "Scope scope = Scope.open(); synchronized (lock) {\n scope.close(); // here\n }",
        "synchronized (lock) {\n Scope.open(java.time.Duration.ZERO).hashCode(); // here\n }",
      })
  void rejectsWhatAScopeAwaitsUnderMonitor(String body) {
    JavaFileObject source = coroutine(body + " return stage;");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[CloseInSynchronized]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining("dev.coriolis.sync.Mutex");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Generator<Integer, Void>", "Flow.Publisher<Integer>"})
  void rejectsEmitUnderMonitor(String type) {
    JavaFileObject source = sample("@Coroutine " + type
        + " run() { synchronized (lock) {\n emit(1); // here\n } return end(); }");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[AwaitInSynchronized]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void acceptsTheEndOfAScopeUnderMonitorInGenerators() {
    assertThat(compile(sample("""
            @Coroutine Generator<Integer, Void> run() {
              synchronized (lock) {
                try (Scope scope = Scope.open()) { scope.hashCode(); }
              }
              return end();
            }"""))).succeededWithoutWarnings();
  }

  @Test
  void acceptsTheEndOfAScopeUnderMonitorOutsideOfCoroutines() {
    assertThat(compile(sample("""
            void plain() {
              synchronized (lock) {
                try (Scope scope = Scope.open()) { scope.hashCode(); }
              }
            }"""))).succeededWithoutWarnings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronized (await(completedFuture(lock))) { } return stage;",
        "synchronized (lock) { } await(stage); return stage;",
        "synchronized (lock) { Scope.open().hashCode(); } await(stage); return stage;",
        "try (Scope scope = Scope.open()) { synchronized (lock) { scope.hashCode(); } } return stage;",
        """
        synchronized (lock) {
          Supplier<CompletionStage<Integer>> later = () -> completedFuture(await(stage));
          return later.get();
        }""",
      })
  void acceptsAwaitOutsideTheMonitor(String body) {
    assertThat(compile(coroutine(body))).succeededWithoutWarnings();
  }
}
