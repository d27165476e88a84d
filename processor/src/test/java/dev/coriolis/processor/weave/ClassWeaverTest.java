package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;
import org.objectweb.asm.util.CheckClassAdapter;

class ClassWeaverTest {

  @Test
  void findsNothingInAClassWithoutCoroutines() {
    byte[] bytes = compile("static int twice(int n) { return 2 * n; }");

    assertThat(ClassWeaver.weave(bytes)).isEmpty();
  }

  @Test
  void writesTheSameBytesTwice() {
    byte[] bytes = compile("""
        @Coroutine CompletionStage<?> run(CompletionStage<Integer> s, long w) {
          for (int i = 0; i < await(s); i++) { w += await(s); }
          return completedFuture(w);
        }
        """);

    WovenClass first = ClassWeaver.weave(bytes).orElseThrow();
    WovenClass second = ClassWeaver.weave(bytes).orElseThrow();

    assertThat(second.bytes()).isEqualTo(first.bytes());
    assertThat(second.frames().keySet()).containsExactly("Sample$$run");
    assertThat(second.frames().get("Sample$$run")).isEqualTo(first.frames().get("Sample$$run"));
  }

  @Test
  void namesFramesApart() {
    byte[] bytes = compile("""
        static class $run {}
        @Coroutine CompletionStage<?> run(CompletionStage<?> s) { await(s); return s; }
        @Coroutine CompletionStage<?> Run(CompletionStage<?> s) { await(s); return s; }
        @Coroutine CompletionStage<?> run(CompletionStage<?> s, int n) { await(s); return s; }
        """);

    assertThat(ClassWeaver.weave(bytes).orElseThrow().frames().keySet())
        .containsExactly("Sample$$run$2", "Sample$$Run$3", "Sample$$run$4");
  }

  @Test
  void takesAThousandSuspensionPoints() {
    byte[] bytes = compile("@Coroutine CompletionStage<?> run(CompletionStage<Integer> s) { try {"
        + "await(s);".repeat(1000)
        + "} finally { await(s); } return s; }");

    assertThat(defects(ClassWeaver.weave(bytes).orElseThrow().bytes())).isEmpty();
  }

  @Test
  void namesTheCoroutineThatIsTooLarge() {
    byte[] bytes =
        compile("@Coroutine CompletionStage<?> run(CompletionStage<Long> s) { long n = 0;"
            + IntStream.range(0, 1500).mapToObj(i -> "n += await(s);").collect(Collectors.joining())
            + "return s; }");

    assertThatThrownBy(() -> ClassWeaver.weave(bytes))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("the woven code of run has");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "await(s); return s;",
        "long w = await(s); return completedFuture(w + await(s));",
        "return completedFuture(new StringBuilder(\"a\" + await(s)).append(await(s)).length());",
        "try { await(s); } catch (RuntimeException e) { await(s); throw e; } finally { await(s); } return s;",
        "while (await(s) > 0) { if (await(s) == 1) continue; break; } return s;",
        "int[] a = {await(s)}; a[0] += await(s); return completedFuture(a[await(s)]);",
        "Object o = await(s) > 1 ? new int[await(s)] : \"t\"; await(s); return completedFuture(o);",
      })
  void writesClassesThatAsmFindsValid(String body) {
    WovenClass woven = ClassWeaver.weave(
            compile("@Coroutine CompletionStage<?> run(CompletionStage<Integer> s) {" + body + "}"))
        .orElseThrow();

    assertThat(defects(woven.bytes())).isEmpty();
    assertThat(woven.frames().values())
        .allSatisfy(frame -> assertThat(defects(frame)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emit(1); return end();",
        "return end();",
        "while (true) emit(n++);",
        "for (int i = 0; i < n; i++) { String x = emit(i + w); if (x != null) emitAll(list); } return end();",
        "try { emit(1); } catch (RuntimeException e) { emit(2); throw e; } finally { emit(w); } return end();",
        "emit(new StringBuilder(Generator.<String>emit(n)).append((String) emit(list)).length()); return end();",
      })
  void writesGeneratorsThatAsmFindsValid(String body) {
    String parameters = "(int n, long w, List<Object> list) {" + body + "}";
    WovenClass woven = ClassWeaver.weave(
            compile("@Coroutine static Generator<Object, String> run" + parameters
                + "@Coroutine Generator<Object, String> other" + parameters
                + "@Coroutine Flow.Publisher<Object> events(int n) { emit(n); return end(); }"))
        .orElseThrow();

    assertThat(defects(woven.bytes())).isEmpty();
    assertThat(woven.frames().values())
        .hasSize(3)
        .allSatisfy(frame -> assertThat(defects(frame)).isEmpty());
    assertThat(ClassWeaver.weave(woven.bytes())).as("woven again").isEmpty();
  }

  @Test
  void weavesLambdasThatEmit() {
    byte[] bytes = compile("""
        Supplier<Generator<Integer, Void>> woven = () -> { emit(1); return end(); };
        Supplier<Generator<Integer, Void>> plain = () -> end();
        Supplier<Flow.Publisher<Integer>> published = () -> { emit(1); return end(); };
        """);

    assertThat(ClassWeaver.weave(bytes).orElseThrow().methods()).hasSize(2);
  }

  /** Checks the code of each method by simulating it; types of the runtime are taken as they come. */
  private static String defects(byte[] classFile) {
    StringBuilder defects = new StringBuilder();
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(new CheckClassAdapter(node, false), 0);
    for (MethodNode method : node.methods) {
      try {
        new Analyzer<>(new BasicVerifier()).analyze(node.name, method);
      } catch (AnalyzerException e) {
        defects.append(method.name).append(": ").append(e.getMessage()).append('\n');
      }
    }
    return defects.toString();
  }

  private static byte[] compile(String members) {
    return Bytecode.compile("""
        import static dev.coriolis.Coroutines.*;
        import static java.util.concurrent.CompletableFuture.*;
        import static dev.coriolis.Generator.*;
        import dev.coriolis.*;
        import java.util.*;
        import java.util.concurrent.*;
        import java.util.function.*;
        class Sample { %s }
        """.formatted(members));
  }
}
