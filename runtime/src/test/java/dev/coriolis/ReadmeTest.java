package dev.coriolis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.corpus.ProcessorJar;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final String IMPORTS = """
      import static dev.coriolis.Coroutines.await;
      import static dev.coriolis.Coroutines.done;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import dev.coriolis.http.client.HttpClient;
      import dev.coriolis.http.client.HttpResponse;
      import dev.coriolis.json.Json;
      import dev.coriolis.web.RequestHandler;
      import java.util.concurrent.CompletionStage;
      import tools.jackson.databind.JsonNode;

      """;

  private static String readme() throws IOException {
    return Files.readString(Path.of("..", "README.md"));
  }

  private static List<String> blocks(String opening) throws IOException {
    Pattern fence =
        Pattern.compile("^" + opening + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    return fence.matcher(readme()).results().map(match -> match.group(1)).toList();
  }

  @Test
  void javaOfTheReadmeCompiles(@TempDir Path directory) throws Exception {
    Path source = directory.resolve("UsersHandler.java");
    Files.writeString(source, IMPORTS + String.join("\n", blocks("```java")));
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options = List.of(
          "-processorpath",
          ProcessorJar.path(),
          "-cp",
          System.getProperty("java.class.path"),
          "-d",
          directory.toString(),
          "-Xlint:all",
          "-Werror",
          "--release",
          "17",
          "-Xlint:-options");
      javac
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
          .call();
    }

    assertThat(messages.toString()).isEmpty();
    try (Stream<Path> made = Files.list(directory)) {
      assertThat(made.map(path -> path.getFileName().toString()))
          .contains("UsersHandler$$get.class", "UsersHandler$$users.class");
    }
  }

  @Test
  void commandsToRunAndToTestStandAloneBelowTheirMarks() throws IOException {
    for (String mark : List.of("run", "test")) {
      List<String> commands = blocks("<!-- " + mark + " -->\\n```sh");

      assertThat(commands).as(mark).hasSize(1);
      assertThat(commands.get(0)).as(mark).startsWith("mvn ").hasLineCount(1);
    }
  }

  @Test
  void linkedFilesExist() throws IOException {
    Matcher link = Pattern.compile("]\\((?!http)([^)#]+)").matcher(readme());
    while (link.find()) {
      assertThat(Path.of("..", link.group(1))).exists();
    }
  }

  @Test
  void readmeIsShort() throws IOException {
    assertThat(readme().lines().count()).isLessThanOrEqualTo(150);
  }
}
