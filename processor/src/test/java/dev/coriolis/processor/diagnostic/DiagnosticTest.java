package dev.coriolis.processor.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosticTest {
  private static final Path DOCUMENT = Path.of("../docs/diagnostics.md");

  @ParameterizedTest
  @EnumSource
  void hasSectionWithBothExamples(Diagnostic diagnostic) throws IOException {
    String section = section(diagnostic.tag());

    assertThat(section).startsWith(diagnostic.kind() == Kind.ERROR ? "*Error.*" : "*Warning.*");
    assertThat(section).contains("Wrong:", "Right:");
    if (diagnostic.kind() == Kind.WARNING) {
      assertThat(section).contains("@SuppressWarnings(\"" + diagnostic.suppression() + "\")");
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasTest(Diagnostic diagnostic) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<Path> tests = files
          .filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> read(file).contains("[" + diagnostic.tag() + "]"))
          .toList();

      assertThat(tests).isNotEmpty();
    }
  }

  @Test
  void documentHasNoOtherSections() throws IOException {
    List<String> tags = Files.readAllLines(DOCUMENT).stream()
        .filter(line -> line.startsWith("## "))
        .map(line -> line.substring(3))
        .toList();

    assertThat(tags)
        .containsExactlyElementsOf(
            Arrays.stream(Diagnostic.values()).map(Diagnostic::tag).toList());
  }

  @Test
  void messageStartsWithTag() {
    assertThat(Diagnostic.FORGOTTEN_AWAIT.message("refresh"))
        .isEqualTo(
            "[ForgottenAwait] the stage of this call is dropped, because refresh is a coroutine"
                + " and nothing waits for it to end or fail. Write await(refresh(...)), or keep the stage");
  }

  private static String section(String tag) throws IOException {
    String document = Files.readString(DOCUMENT);
    int start = document.indexOf("## " + tag + "\n");
    assertThat(start).as("section " + tag).isNotNegative();
    String body = document.substring(start + tag.length() + 3).strip();
    int end = body.indexOf("\n## ");
    return end < 0 ? body : body.substring(0, end);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
