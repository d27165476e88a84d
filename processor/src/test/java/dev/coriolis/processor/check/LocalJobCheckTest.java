package dev.coriolis.processor.check;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static dev.coriolis.processor.CompilerFixture.compile;
import static dev.coriolis.processor.CompilerFixture.sample;

import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalJobCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Object() {\n@Every(\"1s\") CompletionStage<Void> tick() { return done(); } // here\n};",
        "class Local {\n@Every(\"1s\") CompletionStage<Void> tick() { return done(); } // here\n}",
        "class Local { class In {\n@Every(\"1s\") CompletionStage<Void> tick() { return done(); } // here\n} }",
      })
  void rejectsJobsThatNobodyCanRegister(String body) {
    JavaFileObject source = sample("void plain() {\n" + body + "\n}");

    assertThat(compile(source))
        .hadErrorContaining("[InvalidJobClass]")
        .inFile(source)
        .onLineContaining("// here");
  }

  @Test
  void acceptsJobsOfMembers() {
    JavaFileObject source = sample(
        "static class Nested { @Every(\"1s\") CompletionStage<Void> tick() { return done(); } }");

    assertThat(compile(source)).succeededWithoutWarnings();
  }
}
