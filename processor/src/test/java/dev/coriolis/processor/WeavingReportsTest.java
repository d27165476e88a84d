package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.processor.weave.WeaveException;
import dev.coriolis.processor.weave.WovenClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of classes that cannot be woven, or not well. */
class WeavingReportsTest {
  private static final String SOURCE = """
      import static dev.coriolis.Coroutines.*;
      import dev.coriolis.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      class Foo {
        @Coroutine
        CompletionStage<Void> small(CompletionStage<?> stage) { // line 7
          String s = "";
          await(stage); // line 9
          return done();
        }
        @Coroutine CompletionStage<Void> small() {
          return done();
        }
        Supplier<CompletionStage<Void>> later = () -> {
          s();
          await(done()); // line 17
          s();
          return done();
        };
        void s() { }
        %s
        @Coroutine CompletionStage<Void> huge() { // line 23
          return done();
        }
      }
      """;

  @TempDir
  Path folder;

  private Project project;

  @BeforeEach
  void createProject() throws IOException {
    project = new Project(folder).with("Foo.java", SOURCE.formatted(""));
  }

  @ParameterizedTest(name = "{0}, line {1} is reported at line {2}")
  @CsvSource(textBlock = """
      small,          9,  9
      small,          8,  7
      small,          10, 7
      small,          0,  12
      small,          13, 12
      lambda$new$0,   17, 17
      lambda$new$0,   18, 17
      huge,           24, 23
      """)
  void reportsWhatCannotBeWovenWithItsLine(String method, int line, int reported)
      throws IOException {
    var result = compile(bytes -> {
      throw new WeaveException(method, line, "it is too wide");
    });

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("Foo.java:" + reported + " ERROR [WeavingFailed] " + method
            + " cannot become a state machine, because it is too wide.");
  }

  @Test
  void warnsOfHugeCoroutines() throws IOException {
    var result = compile(new MarkingWeaver());

    assertThat(result.succeeded()).isTrue();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("Foo.java:23 WARNING [HugeCoroutine] the woven code of huge has 8001 bytes");
  }

  @Test
  void keepsSilentOfHugeCoroutinesWhereSuppressed() throws IOException {
    project = new Project(folder)
        .with("Foo.java", SOURCE.formatted("@SuppressWarnings(\"coriolis:HugeCoroutine\")"));

    assertThat(compile(new MarkingWeaver()).messages()).isEmpty();
  }

  @Test
  void reportsItsOwnDefectsWithStackTrace() throws IOException {
    var result = compile(bytes -> {
      throw new IllegalStateException("boom");
    });

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith("Foo.java:")
        .contains(
            "ERROR [InternalError]", "java.lang.IllegalStateException: boom", "\tat dev.coriolis");
  }

  @Test
  void reportsCoroutinesThatTheWeaverDoesNotFind() throws IOException {
    var result = compile(bytes -> Optional.empty());

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .contains("[InternalError]", "the class file of Foo must have the coroutine of line 6");
  }

  @Test
  void reportsStackOverflowAsItsOwnDefect() throws IOException {
    var result = compile(bytes -> {
      throw new StackOverflowError();
    });

    assertThat(result.messages()).singleElement().asString().contains("[InternalError]");
  }

  @Test
  void reportsClassFilesThatCannotBeWritten() throws IOException {
    String tooLong = "Foo$$" + "x".repeat(300);

    var result =
        compile(bytes -> Optional.of(new WovenClass(bytes, Map.of(tooLong, bytes), List.of())));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.messages())
        .singleElement()
        .asString()
        .startsWith(
            "Foo.java:7 ERROR [ClassFileUnreachable] the class file of Foo cannot be woven");
  }

  private Project.Result compile(Function<byte[], Optional<WovenClass>> weaver) throws IOException {
    return project.weave(weaver, List.of("-Xlint:all"));
  }
}
