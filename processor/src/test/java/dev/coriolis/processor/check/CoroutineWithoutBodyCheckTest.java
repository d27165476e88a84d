package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoroutineWithoutBodyCheckTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      static abstract class A { @Coroutine abstract CompletionStage<Void> run(); } | abstract
      interface A { @Coroutine CompletionStage<Void> run(); }                      | abstract
      @Coroutine native CompletionStage<Void> run();                               | native
      """)
  void rejectsMethodsWithoutBody(String member, String modifier) {
    JavaFileObject source = sample(member + " // here");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[CoroutineWithoutBody] a method that is " + modifier)
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void acceptsMethodsOfInterfacesWithBody() {
    JavaFileObject source = sample("""
        interface A {
          @Coroutine default CompletionStage<Void> run() { return done(); }
          @Coroutine static CompletionStage<Void> all() { return done(); }
          CompletionStage<Void> plain();
        }
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }
}
