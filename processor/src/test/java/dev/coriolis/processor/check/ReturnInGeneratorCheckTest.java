package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnInGeneratorCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Coroutine Generator<Integer, Void> run() {\n return null; // here\n }",
        "@Coroutine Generator<Integer, Void> run() {\n return numbers(); // here\n }",
        "@Coroutine Flow.Publisher<Integer> run(Flow.Publisher<Integer> p) {\n return p; // here\n }",
        "Supplier<Generator<Integer, Void>> run = () -> { emit(1);\n return numbers(); // here\n };",
      })
  void rejectsWhatIsNoEnd(String member) {
    JavaFileObject source = source(member);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[ReturnInGenerator]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining("Return Generator.end() instead");
  }

  @Test
  void acceptsTheEndAndWhatPlainMethodsReturn() {
    assertThat(compile(source("""
        @Coroutine Flow.Publisher<Integer> run(boolean b) { return b ? Generator.end() : (end()); }
        @Coroutine Flow.Publisher<Integer> switched(int n) { return switch (n) { default -> end(); }; }
        @Coroutine Generator<Integer, Void> nested() {
          Supplier<Generator<Integer, Void>> plain = () -> { return numbers(); };
          emitAll(plain.get());
          return (end());
        }
        Generator<Integer, Void> plain() { return null; }
        """))).succeededWithoutWarnings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"misspelt()", "numbers().misspelt", "n > 0 ? end() : misspelt"})
  void leavesWhatHasErrorsToJavac(String result) {
    var compilation = compile(
        source("@Coroutine Generator<Integer, Void> run(int n) { return " + result + "; }"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("symbol");
  }

  private static JavaFileObject source(String members) {
    return sample(members + "\n@Coroutine Generator<Integer, Void> numbers() { return end(); }");
  }
}
