package dev.coriolis.processor.read;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryReaderTest {

  @Test
  void rejectsBadIntervalAtItsValue() {
    JavaFileObject source = sample("""
        @Coroutine
        @Every(
            "soon") // here
        CompletionStage<Void> tick() { return done(); }
        """);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(
            "[InvalidInterval] \"soon\" is no interval for @Every, because it is not")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void takesConstants() {
    JavaFileObject source = sample("""
        static final String EACH = "10" + "s";
        @Every(EACH) CompletionStage<Void> tick() { return done(); }
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', textBlock = """
      void tick() { }                                      | it returns void
      Object tick() { return null; }                       | it returns java.lang.Object
      CompletionStage<Void> tick(int i) { return done(); } | the scheduler has no arguments
      private CompletionStage<Void> tick() { return done(); } | it is private
      CompletionStage<Void> tick() throws Exception { return done(); } | it declares a checked exception
      """)
  void rejectsMethodsThatNoSchedulerCanCall(String method, String reason) {
    JavaFileObject source = sample("@Every(\"1s\")\n" + method + " // here");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[InvalidJob] an @Every method cannot be scheduled, because " + reason)
        .inFile(source)
        .onLineContaining("// here");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      private static class Foo {                       | it, or a class around it, is private
      private interface Outer { class Foo {            | it, or a class around it, is private
      class Foo {                                      | each object of it belongs to one of the class
      """)
  void rejectsClassesThatNoOtherCanName(String head, String reason) {
    String job = "@Every(\"1s\") CompletionStage<Void> tick() { return done(); }";
    String end = head.contains("Outer") ? "} }" : "}";
    JavaFileObject source = sample(head + " // here\n" + job + end);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[InvalidJobClass]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining(reason);
  }

  @Test
  void acceptsUncheckedExceptionsAndStaticMethods() {
    JavaFileObject source = sample("""
        @Every("1s") CompletionStage<Void> tick() throws IllegalStateException { return done(); }
        @Every("PT2S") static CompletableFuture<Integer> tock() throws Error { return completedFuture(1); }
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @Test
  void writesTheRestOfTheClassNevertheless() {
    JavaFileObject source = sample("""
        @Every("never") CompletionStage<Void> tick() { return done(); }
        Jobs jobs() { return new SampleJobs(this); }
        """);

    assertThat(compile(source)).hadErrorCount(1);
  }

  @Test
  void reportsNameThatIsTaken() {
    JavaFileObject source = sample("""
        @Every("1s") CompletionStage<Void> tick() { return done(); }
        }
        class SampleJobs {
        """);

    assertThat(compile(source)).hadErrorContaining("[GeneratedNameTaken] SampleJobs");
  }
}
