package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmitOutsideGeneratorCheckTest {

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', textBlock = """
      void plain() { emit(1); }                                  | this method is not a coroutine
      Generator<Integer, Void> plain() { emit(1); return end(); } | this method is not a coroutine
      @Coroutine CompletionStage<Void> run() { emit(1); return done(); } | this coroutine returns java.util.concurrent.CompletionStage<java.lang.Void>
      Sample() { emit(1); }                                      | a constructor cannot be suspended
      Object field = emit(1);                                    | the initialiser of a field cannot be suspended
      static { emit(1); }                                        | an initialiser cannot be suspended
      @Coroutine Generator<Integer, Void> run() { Runnable r = () -> emit(1); r.run(); return end(); } | the functional method of this lambda returns void
      Supplier<CompletionStage<Void>> run = () -> { emit(1); return done(); }; | the functional method of this lambda returns java.util.concurrent.CompletionStage
      void plain() { emitAll(List.of()); }                       | this method is not a coroutine
      """)
  void rejectsEmitWhereNothingHasElements(String member, String message) {
    JavaFileObject source = sample(member + " // here");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[EmitOutsideGenerator] emit")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining(message);
  }

  @Test
  void leavesLambdasOfUnknownTypesToJavac() {
    var compilation = compile(
        sample(
            "Suplier<Generator<Integer, Void>> run = () -> { emit(1); emitAll(List.of(1)); return end(); };"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("class Suplier");
  }

  @Test
  void rejectsEmitAllInAPublisher() {
    JavaFileObject source = sample("""
        @Coroutine Flow.Publisher<Integer> run(List<Integer> list) {
          emitAll(list); // here
          return end();
        }""");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[EmitAllInPublisher]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Coroutine Generator<Integer, Void> run() { emit(1); emitAll(List.of(1)); return end(); }",
        "@Coroutine static <T> Flow.Publisher<T> run(T t) { emit(t); return end(); }",
        "Supplier<Generator<Integer, Void>> run = () -> { emit(1); return end(); };",
        "Supplier<? extends Flow.Publisher<Integer>> run = () -> { emit(1); return end(); };",
        "interface A { @Coroutine default Generator<Integer, Void> run() { emit(1); return end(); } }",
        "void emit(int n) { } void plain() { this.emit(1); }",
      })
  void acceptsEmitInGenerators(String member) {
    assertThat(compile(sample(member))).succeededWithoutWarnings();
  }
}
