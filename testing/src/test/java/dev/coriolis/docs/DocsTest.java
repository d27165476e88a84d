package dev.coriolis.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Holds that every piece of Java in the documents compiles, or is reported as they say. */
class DocsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/docs/Fixtures.java");

  @TestFactory
  List<DynamicTest> codeOfTheDocumentsIsTrue(@TempDir Path classes) throws IOException {
    List<Snippet> snippets = new ArrayList<>(Documents.guide());
    snippets.addAll(Documents.javadoc());
    String processor = System.getProperty("coriolis.processor", "");
    assertThat(Path.of(processor))
        .as("the processor's jar, which is made by mvn verify, not by mvn test")
        .isRegularFile();
    SnippetCompiler compiler = new SnippetCompiler(classes, processor, Files.readString(FIXTURES));
    Map<Snippet, String> messages = compiler.compile(snippets);
    return snippets.stream()
        .map(snippet ->
            DynamicTest.dynamicTest(snippet.place(), () -> check(snippet, messages.get(snippet))))
        .toList();
  }

  @Test
  void everyPublicTypeShowsHowItIsUsed() {
    assertThat(Documents.publicTypesWithoutCode()).isEmpty();
  }

  private static void check(Snippet snippet, String messages) {
    if (snippet.expected().isEmpty()) {
      assertThat(messages).as(snippet.text()).isEmpty();
    } else {
      assertThat(messages).as(snippet.text()).contains("[" + snippet.expected().get(0) + "]");
    }
  }
}
