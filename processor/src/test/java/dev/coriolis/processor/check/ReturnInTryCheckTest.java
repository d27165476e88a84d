package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.coroutine;
import static dev.coriolis.processor.CompilerFixture.sample;

import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnInTryCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try {\n return stage; // here\n } catch (RuntimeException e) { return null; }",
        "try {\n return other(); // here\n } finally { lock.notify(); }",
        "try (var s = java.util.stream.Stream.of(1)) {\n s.close(); return stage; // here\n }",
        "try { lock.notify(); } catch (RuntimeException e) {\n return stage; // here\n } finally { lock.wait(); } return null;",
        "try { if (lock == null) { try {\n return stage; // here\n } finally { } } } finally { } return null;",
        "try {\n return lock == null ? completedFuture(1) : (stage); // here\n } finally { lock.notify(); }",
        "try {\n return (CompletionStage<Integer>) stage.thenApply(i -> i); // here\n } finally { lock.notify(); }",
      })
  void warnsOfStageReturnedFromTry(String body) {
    JavaFileObject source = coroutine(body.replace("lock.wait()", "lock.notifyAll()"));

    var compilation = compile(source);

    assertThat(compilation).succeeded();
    assertThat(compilation)
        .hadWarningContaining("[ReturnInTry]")
        .inFile(source)
        .onLineContaining("// here");
    assertThat(compilation).hadWarningContaining("return completedFuture(await(stage))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { return completedFuture(await(stage)); } finally { lock.notify(); }",
        "try { return CompletableFuture.failedFuture(new Exception()); } finally { lock.notify(); }",
        "try { return (lock == null ? completedFuture(1) : null); } finally { lock.notify(); }",
        "try { lock.notify(); } catch (RuntimeException e) { return stage; } return null;",
        "try { lock.notify(); } finally { lock.hashCode(); } return stage;",
        "try { Supplier<CompletionStage<Integer>> s = () -> { return stage; }; return completedFuture(await(s.get())); } finally { lock.notify(); }",
        "while (true) { return stage; }",
      })
  void acceptsWhatCannotFailLater(String body) {
    assertThat(compile(coroutine(body))).succeededWithoutWarnings();
  }

  @Test
  void acceptsDone() {
    JavaFileObject source = sample(
        "@Coroutine CompletionStage<Void> run() { try { return done(); } finally { lock.notify(); } }");

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"misspelt()", "stage.misspelt", "(misspelt)"})
  void leavesWhatHasErrorsToJavac(String result) {
    var compilation =
        compile(coroutine("try { return " + result + "; } finally { lock.notify(); }"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadWarningCount(0);
  }

  @Test
  void acceptsPlainMethods() {
    JavaFileObject source = sample(
        "CompletionStage<Integer> run() { try { return stage; } finally { lock.notify(); } }");

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @Test
  void acceptsLambdasThatDoNotAwaitThemselves() {
    JavaFileObject source = sample("""
        Supplier<CompletionStage<Integer>> run = () -> {
          try {
            Supplier<CompletionStage<Integer>> inner = () -> completedFuture(await(stage));
            new Object() {
              @Coroutine CompletionStage<Integer> other() {
                return completedFuture(await(stage));
              }
            };
            return inner.get();
          } finally {
            lock.notify();
          }
        };
        """);

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @Test
  void warnsOnceInSuperclassesThatJavacVisitsAheadOfTheirTurn() {
    JavaFileObject derived = JavaFileObjects.forSourceString(
        "test.Derived", "package test; class Derived extends Sample { }");
    JavaFileObject base = coroutine("try { return stage; } finally { lock.notify(); }");

    assertThat(compile(derived, base)).hadWarningCount(1);
  }

  @Test
  void warnsInLambdaCoroutine() {
    JavaFileObject source = sample("""
        Supplier<CompletionStage<Integer>> run = () -> {
          try {
            await(stage);
            return stage; // here
          } finally {
            lock.notify();
          }
        };
        """);

    assertThat(compile(source))
        .hadWarningContaining("[ReturnInTry]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SuppressWarnings(\"coriolis:ReturnInTry\")",
        "@SuppressWarnings({\"unused\", \"coriolis:ReturnInTry\"})",
      })
  void canBeSuppressed(String annotation) {
    String method =
        " @Coroutine CompletionStage<Integer> run() { try { return stage; } finally { lock.notify(); } }";

    assertThat(compile(sample(annotation + method))).succeededWithoutWarnings();
    assertThat(compile(sample(annotation + " class Inner { " + method + " }")))
        .succeededWithoutWarnings();
  }

  @Test
  void isNotSuppressedByTheNameOfAnother() {
    JavaFileObject source = sample("""
        @SuppressWarnings("coriolis:ForgottenAwait")
        @Coroutine CompletionStage<Integer> run() { try { return stage; } finally { lock.notify(); } }
        """);

    assertThat(compile(source)).hadWarningContaining("[ReturnInTry]");
  }
}
