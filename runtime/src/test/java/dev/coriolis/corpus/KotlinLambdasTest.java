package dev.coriolis.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.adapt.Publishers;
import dev.coriolis.corpus.KotlinCompiler.Lambdas;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Kotlin makes of lambdas, besides the cases of the corpus. */
class KotlinLambdasTest {
  private static final Pattern EXPECTED = Pattern.compile("// (\\w+)(: (.*))?$");
  private static final Pattern FOUND =
      Pattern.compile("\\(Wrong.kt:(\\d+)\\): error: \\[(\\w+)] (.*)");

  @TempDir
  Path folder;

  /** The comments of the source say what is wrong in their line. */
  @ParameterizedTest
  @EnumSource
  void reportsAwaitWhereNoCoroutineIs(Lambdas lambdas) throws IOException {
    Path source = source("Wrong.kt");
    KotlinCompiler.compile(List.of(source), folder, lambdas);

    List<String> found = CommandLine.failToWeave(folder).lines().toList();

    List<String> lines = Files.readAllLines(source);
    assertThat(found)
        .hasSameSizeAs(lines.stream().filter(line -> line.contains("// ")).toList());
    assertThat(found).allSatisfy(line -> {
      Matcher finding = FOUND.matcher(line);
      assertThat(finding.find()).as(line).isTrue();
      Matcher expected = EXPECTED.matcher(lines.get(Integer.parseInt(finding.group(1)) - 1));
      assertThat(expected.find()).as(line).isTrue();
      assertThat(finding.group(2)).isEqualTo(expected.group(1));
      assertThat(finding.group(3)).contains(expected.group(3) == null ? "" : expected.group(3));
    });
  }

  @ParameterizedTest
  @EnumSource
  void weavesLambdasThatEmit(Lambdas lambdas) throws Exception {
    KotlinCompiler.compile(List.of(source("Elements.kt")), folder, lambdas);
    CommandLine.weave(folder);

    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Object cases = loader.loadClass("elements.Elements").getConstructor().newInstance();
      assertThat(invoke(cases, "list", int.class, 2)).isEqualTo(List.of(0, 1, 2, 3));
      CompletableFuture<Integer> ten = new CompletableFuture<>();
      @SuppressWarnings("unchecked")
      var publisher = (IntFunction<Flow.Publisher<Integer>>)
          invoke(cases, "published", CompletionStage.class, ten);
      CompletableFuture<List<Integer>> all = Publishers.list(publisher.apply(2));
      assertThat(all).isNotDone();
      ten.complete(10);
      assertThat(all.join()).containsExactly(10, 11);
    }
  }

  @Test
  void weavesInterfacesWhoseBodiesAreInAnotherClass() throws Exception {
    KotlinCompiler.compile(
        List.of(source("Elements.kt")), folder, Lambdas.AS_METHODS, "-jvm-default=disable");
    CommandLine.weave(folder);

    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Object cases = loader.loadClass("elements.Elements").getConstructor().newInstance();
      CompletableFuture<Integer> one = new CompletableFuture<>();
      var twice = (CompletionStage<?>) invoke(cases, "twice", CompletionStage.class, one);
      var thrice = (CompletionStage<?>) invoke(cases, "thrice", CompletionStage.class, one);
      assertThat(twice.toCompletableFuture()).isNotDone();
      one.complete(1);
      assertThat(twice.toCompletableFuture().join()).isEqualTo(2);
      assertThat(thrice.toCompletableFuture().join()).isEqualTo(3);
    }
  }

  /** Kotlin copies them into their callers, also from a jar that is woven. */
  @Test
  void leavesInlineFunctionsAsTheyAre() throws IOException {
    KotlinCompiler.compile(List.of(source("Inline.kt")), folder, Lambdas.AS_METHODS);
    byte[] before = Files.readAllBytes(folder.resolve("inline/Inline.class"));

    CommandLine.weave(folder);

    assertThat(Files.readAllBytes(folder.resolve("inline/Inline.class"))).isEqualTo(before);
  }

  private static Object invoke(Object target, String method, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    return target.getClass().getMethod(method, type).invoke(target, argument);
  }

  private static Path source(String name) {
    return Corpus.sources("/kotlin", name).get(0);
  }
}
