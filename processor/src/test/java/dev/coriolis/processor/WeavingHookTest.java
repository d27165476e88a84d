package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.processor.weave.WovenClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replacing class files, with the real javac. */
class WeavingHookTest {
  @TempDir
  Path folder;

  private Project project;

  @BeforeEach
  void createProject() throws IOException {
    project = new Project(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"by-todo", "simple", "byfile"})
  void replacesExactlyTheClassesWithCoroutines(String policy) throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);

    var result = project.weave(new MarkingWeaver(), project.strict("-XDcompilePolicy=" + policy));

    assertThat(result.messages()).isEmpty();
    assertThat(result.succeeded()).isTrue();
    assertThat(marked(project))
        .containsExactlyInAnyOrder(
            "shop/Shop",
            "shop/Shop$Constant$1",
            "shop/Shop$InLambdas$1",
            "shop/Shop$InLambdas$2",
            "shop/Shop$InLambdas$1Local",
            "shop/Shop$Nested",
            "shop/Shop$Pair",
            "shop/Shop$Plain$1",
            "shop/Shop$Plain$1Local");
    assertThat(project.output())
        .contains("shop/Shop$Plain.class", "shop/Shop$Empty.class", "shop/Shop$Constant.class")
        .contains("shop/Shop$$frame.class", "shop/Shop$InLambdas$1Local$$frame.class")
        .noneMatch(name -> name.endsWith(".woven"));
  }

  @Test
  void leavesOtherClassesByteForByte() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);
    project.weave(
        bytes -> Optional.of(new WovenClass(bytes, Map.of(), List.of())), project.strict());
    byte[] plain = bytes("shop/Shop$Plain");
    byte[] empty = bytes("shop/Shop$Empty");
    assertThat(MarkingWeaver.isMarked(bytes("shop/Shop"))).isFalse();

    project.weave(new MarkingWeaver(), project.strict());

    assertThat(bytes("shop/Shop$Plain")).isEqualTo(plain);
    assertThat(bytes("shop/Shop$Empty")).isEqualTo(empty);
  }

  @Test
  void weavesAgainWhatIsCompiledAgain() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);
    project.weave(new MarkingWeaver(), project.strict());
    byte[] first = bytes("shop/Shop");

    var result = project.weave(new MarkingWeaver(), project.strict());

    assertThat(result.messages()).isEmpty();
    assertThat(bytes("shop/Shop")).isEqualTo(first);
  }

  @Test
  void weavesSeveralClassesOfOneFileAndOfTheUnnamedPackage() throws IOException {
    project.with("A.java", """
        import dev.coriolis.*;
        import java.util.concurrent.*;
        class A { @Coroutine CompletionStage<Void> run() { return Coroutines.done(); } }
        class B { }
        interface C { @Coroutine default CompletionStage<Void> run() { return Coroutines.done(); } }
        """);

    var result = project.weave(new MarkingWeaver(), project.strict("-Xlint:-auxiliaryclass"));

    assertThat(result.messages()).isEmpty();
    assertThat(MarkingWeaver.isMarked(bytes("A"))).isTrue();
    assertThat(MarkingWeaver.isMarked(bytes("B"))).isFalse();
    assertThat(MarkingWeaver.isMarked(bytes("C"))).isTrue();
    assertThat(project.output()).contains("A$$frame.class", "C$$frame.class");
  }

  @Test
  void weavesClassesWhoseOnlyCoroutineIsALambdaThatEmits() throws IOException {
    String imports =
        "import static dev.coriolis.Generator.*; import dev.coriolis.*; import java.util.function.*;";
    project.with(
        "A.java",
        imports
            + "class A { Supplier<Generator<Integer, Void>> a = () -> { emit(1); return end(); }; }");
    project.with(
        "B.java", imports + "class B { Supplier<Generator<Integer, Void>> b = () -> end(); }");

    project.weave(new MarkingWeaver(), List.of());

    assertThat(marked(project)).containsExactly("A");
  }

  @Test
  void readsTheEndOfAScopeAsAnAwaitWhereACoroutineCanBe() throws IOException {
    String imports =
        "import dev.coriolis.*; import java.util.concurrent.*; import java.util.function.*;";
    project.with("A.java", imports + """
        class A {
          Supplier<CompletionStage<Void>> run(Scope scope) {
            return () -> { try (scope) { return Coroutines.done(); } };
          }
        }""");
    project.with("B.java", imports + """
        class B {
          Supplier<CompletionStage<Void>> run(Scope scope) {
            return () -> { scope.close(); return Coroutines.done(); };
          }
        }""");
    project.with("C.java", imports + """
        class C {
          Runnable run(Scope scope) {
            return () -> { try (scope) { scope.close(); } };
          }
        }""");

    project.weave(new MarkingWeaver(), List.of());

    assertThat(marked(project)).containsExactlyInAnyOrder("A", "B");
  }

  @Test
  void keepsWhoMayReadTheClassFile() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);

    project.weave(new MarkingWeaver(), project.strict());

    assertThat(Files.getPosixFilePermissions(project.classFile("shop/Shop")))
        .isEqualTo(Files.getPosixFilePermissions(project.classFile("shop/Shop$Plain")));
  }

  @Test
  void weavesNothingWhereTheSourceHasErrors() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP).with("Bad.java", "class Bad { int i = \"\"; }");

    var result = project.weave(new MarkingWeaver(), project.strict("-XDcompilePolicy=simple"));

    assertThat(result.messages()).singleElement().asString().contains("incompatible types");
    assertThat(project.output()).isEmpty();
  }

  @Test
  void worksWithOutputInTheFolderOfTheSources() throws IOException {
    project.with("shop/Shop.java", Sources.SHOP);
    Path src = folder.resolve("src");

    var result = project.weave(new MarkingWeaver(), project.strict("-d", src.toString()));

    assertThat(result.messages()).isEmpty();
    assertThat(MarkingWeaver.isMarked(Files.readAllBytes(src.resolve("shop/Shop.class"))))
        .isTrue();
  }

  private List<String> marked(Project project) throws IOException {
    List<String> names = new ArrayList<>();
    for (String file : project.output()) {
      String name = file.replace(".class", "");
      if (MarkingWeaver.isMarked(bytes(name))) {
        names.add(name);
      }
    }
    return names;
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(project.classFile(name));
  }
}
