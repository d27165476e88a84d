package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

class AwaitScopesTest {
  private static final String DESCRIPTOR = "(Ldev/coriolis/Scope;)" + Bytecode.STAGE;

  @Test
  void awaitsEachEndOfAScope() {
    CoroutineMethod method = after("dev/coriolis/Scope", "close", "()V");

    assertThat(Bytecode.text(method.body()))
        .containsExactly(
            "ALOAD 0",
            "INVOKEVIRTUAL dev/coriolis/Scope.closing ()Ljava/util/concurrent/CompletionStage;",
            "INVOKESTATIC dev/coriolis/Coroutines.await (Ljava/util/concurrent/CompletionStage;)"
                + "Ljava/lang/Object;",
            "POP",
            "ACONST_NULL",
            "ARETURN");
  }

  @Test
  void awaitsTheBeginningOfAScopeWithADuration() {
    assertThat(calls("""
        @Coroutine static CompletionStage<Void> run(java.time.Duration time) {
          try (Scope scope = Scope.open(time)) {
            scope.hashCode();
          }
          return null;
        }"""))
        .contains("Scope.opening", "Scope.closing", "Frames.result")
        .doesNotContain("Scope.open", "Scope.close");
  }

  @Test
  void makesAScopeWithoutADurationByAPlainCall() {
    assertThat(calls("""
        @Coroutine static CompletionStage<Void> run() {
          try (Scope scope = Scope.open()) {
            scope.hashCode();
          }
          return null;
        }""")).contains("Scope.open").doesNotContain("Scope.opening");
  }

  @Test
  void lastsWhereTheEndFailsAsTheBlockDoes() {
    assertThat(calls("""
        @Coroutine static CompletionStage<Void> run() {
          try (Scope scope = Scope.open()) {
            scope.hashCode();
          }
          return null;
        }""")).contains("Frames.suppress").doesNotContain("Throwable.addSuppressed");
  }

  @Test
  void leavesSuppressedFailuresOfOtherResourcesAlone() {
    assertThat(calls("""
        @Coroutine static CompletionStage<Void> run(java.io.InputStream given) throws Exception {
          try (given) {
            dev.coriolis.Coroutines.await(run(given));
          }
          return null;
        }""")).contains("Throwable.addSuppressed").doesNotContain("Frames.suppress");
  }

  @ParameterizedTest
  @CsvSource({
    "dev/coriolis/Scope, closing, ()V",
    "dev/coriolis/Scope, close, (I)V",
    "java/io/InputStream, close, ()V",
  })
  void leavesOtherCallsAlone(String owner, String name, String descriptor) {
    assertThat(Bytecode.text(after(owner, name, descriptor).body()))
        .contains("INVOKEVIRTUAL " + owner + "." + name + " " + descriptor)
        .noneMatch(line -> line.contains("await"));
  }

  @Test
  void weavesACoroutineThatOnlyClosesAScope() {
    assertThat(calls("""
        @Coroutine static CompletionStage<Void> run(Scope given) {
          try (Scope scope = given) {
            scope.hashCode();
          }
          return null;
        }"""))
        .contains("Scope.closing", "Frames.result")
        .doesNotContain("Scope.close", "Coroutines.await");
  }

  @Test
  void weavesALambdaThatOnlyClosesAScope() {
    assertThat(calls("""
        static Supplier<CompletionStage<Void>> later(Scope scope) {
          return () -> {
            scope.close();
            return null;
          };
        }""")).contains("Scope.closing", "Frames.result").doesNotContain("Scope.close");
  }

  @Test
  void letsOtherMethodsOnlyCancel() {
    String source = source("""
        static void run(Scope given) {
          try (given) {
          }
        }""");

    assertThat(ClassWeaver.weave(Bytecode.compile(source))).isEmpty();
  }

  private static CoroutineMethod after(String owner, String name, String descriptor) {
    return Bytecode.after(List.of(new MoveBody(), new AwaitScopes()), DESCRIPTOR, code -> {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      call(code, owner, name, descriptor);
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitInsn(Opcodes.ARETURN);
    });
  }

  private static void call(MethodVisitor code, String owner, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
  }

  /** Returns what the woven class calls, by the simple names of classes. */
  private static List<String> calls(String members) {
    byte[] woven =
        ClassWeaver.weave(Bytecode.compile(source(members))).orElseThrow().bytes();
    ClassNode node = Bytecode.read(woven);
    return node.methods.stream()
        .flatMap(method -> List.of(method.instructions.toArray()).stream())
        .filter(MethodInsnNode.class::isInstance)
        .map(MethodInsnNode.class::cast)
        .map(call -> call.owner.substring(call.owner.lastIndexOf('/') + 1) + "." + call.name)
        .toList();
  }

  private static String source(String members) {
    return """
        import dev.coriolis.Coroutine;
        import dev.coriolis.Scope;
        import java.util.concurrent.CompletionStage;
        import java.util.function.Supplier;
        class Sample {
        %s
        }
        """.formatted(members);
  }
}
