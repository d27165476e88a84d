package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmittedTypeCheckTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      Generator<String, Void>        | emit(1);               | int cannot be emitted here, because the elements of this coroutine are of type java.lang.String
      Generator<Long, Void>          | emit(1);               | int cannot be
      Generator<Byte, Void>          | emit(1);               | int cannot be
      Generator<Integer, Void>       | emit((Number) 1);      | java.lang.Number cannot be
      Generator<List<String>, Void>  | emit(List.of(1));      | java.util.List<java.lang.Integer> cannot be
      Generator<? extends Number, ?> | emit("");              | elements of this coroutine are of type java.lang.Number
      Flow.Publisher<String>         | emit(1);               | int cannot be
      Generator<Integer, Void>       | emitAll(List.of("a")); | java.util.List<java.lang.String> cannot be
      Generator<Integer, String>     | emitAll(numbers());    | what is sent to this coroutine is handed on to it, and is of type java.lang.String
      """)
  void rejectsElementsOfAnotherType(String type, String statement, String message) {
    var compilation = compile(source(type, statement));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("[EmittedType]");
    assertThat(compilation).hadErrorContaining(message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      Generator<Integer, String>         | Integer x = emit(1); | not of type java.lang.Integer, because what is sent to this coroutine is of type java.lang.String
      Generator<Integer, Integer>        | long x = emit(1);    | not of type java.lang.Long
      Generator<Integer, Object>         | String x = emit(1);  | of type java.lang.Object
      Generator<Integer, ? super Number> | Integer x = emit(1); | is of type java.lang.Number
      Generator<Integer, Void>           | Integer x = emit(1); | is of type java.lang.Void
      Flow.Publisher<Integer>            | Integer x = emit(1); | is of type java.lang.Void
      """)
  void rejectsToTakeWhatIsNotSent(String type, String statement, String message) {
    JavaFileObject source = source(type, statement);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[SentType]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining(message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = '|', textBlock = """
      Generator<Integer, String>           | String x = emit(1);
      Generator<Integer, String>           | Object x = emit(1);
      Generator<Integer, Integer>          | int x = emit(1);
      Generator<Number, Void>              | emit(1);
      Generator<Object, Void>              | emit('c');
      Generator<Integer, Void>             | emit(null);
      Generator<List<String>, Void>        | emit(List.<String>of());
      Generator<? super Integer, ?>        | emit("any");
      Generator<? extends Number, ? super String> | String x = emit(1);
      Generator                            | emit(1);
      Flow.Publisher<Integer>              | emit(1);
      Generator<Number, Void>              | emitAll(List.of(1, 2));
      Generator<Integer, Void>             | emitAll(numbers());
      Generator<Integer, String>           | emitAll(Set.of(1));
      """)
  void acceptsWhatIsDeclared(String type, String statement) {
    assertThat(compile(source(type, statement))).succeeded();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Supplier<Generator<Integer, Void>> run = () -> { emit(\"\"); return end(); };",
        "Supplier<? extends Generator<Integer, Void>> run = () -> { emit(\"\"); return end(); };",
        "@Coroutine <T extends Number> Generator<T, Void> run(Number n) { emit(n); return end(); }",
      })
  void knowsTheTypesOfLambdasAndGenericMethods(String member) {
    var compilation = compile(sample(member));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("[EmittedType]");
  }

  private static JavaFileObject source(String type, String statement) {
    return sample("""
        @SuppressWarnings("rawtypes")
        @Coroutine %s run() {
          %s // here
          return end();
        }
        @Coroutine Generator<Integer, Void> numbers() { return end(); }
        """.formatted(type, statement));
  }
}
