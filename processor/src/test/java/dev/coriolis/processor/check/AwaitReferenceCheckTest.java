package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.coroutine;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class AwaitReferenceCheckTest {

  @Test
  void rejectsReferenceToAwait() {
    JavaFileObject source = coroutine("""
        Function<CompletionStage<Integer>, Integer> f = Coroutines::await; // here
        return completedFuture(f.apply(stage));
        """);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("[AwaitReference]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void rejectsReferencesToEmit() {
    JavaFileObject source = sample("""
        void run(List<Integer> list) {
          list.forEach(Generator::emit); // here
          Function<List<Integer>, Object> f = Generator::emitAll; // there
          f.apply(list);
        }
        """);

    var compilation = compile(source);

    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation)
        .hadErrorContaining("[AwaitReference] emit cannot be")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation)
        .hadErrorContaining("[AwaitReference] emitAll cannot be")
        .inFile(source)
        .onLineContaining("// there");
  }

  @Test
  void acceptsReferenceToCoroutineAndToOtherAwaits() {
    JavaFileObject source = sample("""
        interface Waiting { void go() throws InterruptedException; }
        @Coroutine CompletionStage<Void> run() { return done(); }
        Supplier<CompletionStage<Void>> coroutine = this::run;
        Waiting other = new CountDownLatch(1)::await;
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }
}
