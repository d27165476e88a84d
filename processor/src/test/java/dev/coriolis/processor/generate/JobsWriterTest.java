package dev.coriolis.processor.generate;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class JobsWriterTest {

  @Test
  void writesReadableRegistration() throws IOException {
    Compilation compilation = compile(JavaFileObjects.forSourceString("test.Foo", """
        package test;
        import dev.coriolis.schedule.Every;
        import java.util.concurrent.CompletionStage;
        public class Foo {
          @Every("10s") CompletionStage<Void> refresh() { return null; }
          @Every("1h30m") CompletionStage<Void> sweep() { return null; }
          @Every("500ms") static CompletionStage<Void> beat() { return null; }
        }
        """));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(generated(compilation, "FooJobs")).isEqualTo(expected("FooJobs"));
  }

  @Test
  void namesNestedClassAfterItsOuterOnes() throws IOException {
    Compilation compilation = compile(JavaFileObjects.forSourceString("test.Outer", """
        package test;
        import dev.coriolis.schedule.Every;
        import java.util.concurrent.*;
        class Outer {
          @Deprecated
          public static class Case<T extends Number, U> {
            @Every("2d") CompletableFuture<T> refresh() { return null; }
            CompletableFuture<T> refresh(int other) { return null; }
          }
        }
        """));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(generated(compilation, "Outer_CaseJobs")).isEqualTo(expected("Outer_CaseJobs"));
  }

  @Test
  void writesForClassesThatAppearInLaterRounds() {
    Compilation compilation = com.google.testing.compile.Compiler.javac()
        .withOptions("-Xlint:all,-processing")
        .withProcessors(
            new dev.coriolis.processor.CoroutineProcessor(), new WritesOneClass("test.Late", """
                package test;
                class Late {
                  @dev.coriolis.schedule.Every("1s")
                  java.util.concurrent.CompletionStage<Void> tick() { return null; }
                }
                """))
        .compile(JavaFileObjects.forSourceString(
            "test.First", "package test; class First { LateJobs jobs; }"));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation).generatedSourceFile("test.LateJobs");
  }

  private static String expected(String name) throws IOException {
    try (InputStream in = JobsWriterTest.class.getResourceAsStream(name + ".java")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String generated(Compilation compilation, String name) throws IOException {
    JavaFileObject file = compilation.generatedSourceFile("test." + name).orElseThrow();
    return file.getCharContent(false).toString();
  }
}
