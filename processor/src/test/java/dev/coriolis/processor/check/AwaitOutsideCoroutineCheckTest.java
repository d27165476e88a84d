package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;
import static org.assertj.core.api.Assertions.assertThat;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitOutsideCoroutineCheckTest {

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', textBlock = """
      void plain() { await(stage); }                       | the method plain is not a coroutine. Let it return
      CompletionStage<Integer> plain() { await(stage); return stage; } | the method plain is not a coroutine. Annotate it
      Sample() { await(stage); }                           | a constructor cannot be suspended
      int field = await(stage);                            | the initialiser of a field cannot be suspended
      static int field = await(completedFuture(1));        | the initialiser of a field cannot be suspended
      static { await(done()); }                            | a static initialiser cannot be suspended
      { await(done()); }                                   | an initialiser cannot be suspended
      enum E { A(await(completedFuture(1))); E(int i) { } } | the initialiser of a field cannot be suspended
      record R(int i) { R { await(done()); } }             | a constructor cannot be suspended
      @Coroutine CompletionStage<Void> run() { Runnable r = () -> await(done()); r.run(); return done(); } | lambda returns void
      @Coroutine CompletionStage<Void> run() { Callable<Integer> c = () -> await(stage); return done(); } | lambda returns java.lang.Integer
      @Coroutine CompletionStage<Void> run() { Supplier<Future<?>> c = () -> { await(stage); return null; }; return done(); } | lambda returns java.util.concurrent.Future
      <T extends CompletionStage<Integer>> Supplier<T> plain(T t) { return () -> { await(stage); return t; }; } | lambda returns T, not a CompletionStage
      static class Box<T extends CompletableFuture<Integer>> { Supplier<T> plain(T t) { return () -> { await(completedFuture(1)); return t; }; } } | lambda returns T, not a CompletionStage
      @Coroutine CompletionStage<Void> run() { new Object() { void plain() { await(stage); } }; return done(); } | the method plain is not a coroutine
      @Coroutine CompletionStage<Void> run() { class Local { int i = await(stage); } return done(); } | the initialiser of a field
      """)
  void rejectsAwaitWhereNothingCanBeSuspended(String member, String message) {
    JavaFileObject source = sample(member + " // here");

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[AwaitOutsideCoroutine] await cannot be called here, because")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadErrorContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Coroutine CompletionStage<Void> run() { await(stage); return done(); }",
        "Supplier<CompletionStage<Integer>> run = () -> completedFuture(await(stage));",
        "Supplier<? extends CompletionStage<?>> run = () -> completedFuture(await(stage));",
        "interface Step<T extends CompletionStage<Integer>> { T go(); }"
            + " Step<?> run = () -> completedFuture(await(stage));",
        "static <T extends CompletionStage<Integer>> T run(Supplier<T> s) { return s.get(); }"
            + " CompletionStage<Integer> plain() { return run(() -> completedFuture(await(stage))); }",
        "Function<Integer, CompletableFuture<Integer>> run = i -> completedFuture(i + await(stage));",
        "interface Step<T extends CompletionStage<?>> { T go(); boolean equals(Object o); }"
            + " Step<CompletableFuture<Integer>> run = () -> completedFuture(await(stage));",
        "interface A { Object go(); } interface B extends A { CompletionStage<Integer> go(); }"
            + " B run = () -> completedFuture(await(stage));",
        "Object run = (Supplier<CompletionStage<Integer>> & java.io.Serializable)"
            + " () -> completedFuture(await(completedFuture(1)));",
        "void plain() { new Object() { @Coroutine CompletionStage<Void> run() { await(stage); return done(); } }; }",
        "@Coroutine CompletionStage<Void> run() { new Object[await(stage)].clone(); return done(); }",
        "@Coroutine CompletionStage<Void> run() { new Thread(await(completedFuture(\"\"))) { }; return done(); }",
        "@Coroutine CompletionStage<Integer> run() { return other(() -> completedFuture(await(stage))); }"
            + " <T> CompletionStage<T> other(Supplier<CompletionStage<T>> s) { return s.get(); }",
      })
  void acceptsAwaitInCoroutines(String member) {
    var compilation = compile(sample(member));

    assertThat(compilation).succeeded();
    assertThat(compilation.diagnostics()).noneMatch(said -> said.toString().contains("[Await"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Suplier<CompletionStage<Integer>> run = () -> completedFuture(await(stage));",
        "Supplier<CompletionStag<Integer>> run = () -> completedFuture(await(stage));",
        "Object run = () -> completedFuture(await(stage));",
        "Object run = Suppliers.of(() -> completedFuture(await(stage)));",
      })
  void leavesLambdasOfUnknownTypesToJavac(String member) {
    var compilation = compile(sample(member));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation.errors()).noneMatch(said -> said.toString().contains("[Await"));
  }

  @Test
  void acceptsOtherMethodsOfThatName() {
    JavaFileObject source = sample("""
        void plain(CountDownLatch latch) throws InterruptedException { latch.await(); Mine.await(stage); }
        static class Mine { static void await(Object o) { } }
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @Test
  void rejectsQualifiedCall() {
    JavaFileObject source =
        sample("void plain() {\n dev.coriolis.Coroutines.<Integer>await(stage); // here\n }");

    assertThat(compile(source))
        .hadErrorContaining("[AwaitOutsideCoroutine]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void rejectsAwaitThatDeclaresAnException() {
    JavaFileObject source = sample(
        "void plain() throws java.io.IOException {\n await(stage, java.io.IOException.class); // here\n }");

    assertThat(compile(source))
        .hadErrorContaining("[AwaitOutsideCoroutine]")
        .inFile(source)
        .onLineContaining("// here");
  }
}
