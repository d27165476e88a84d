package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

class FailureGuardTest {

  @Test
  void coversTheWholeMethodBehindTheHandlersOfTheUser() {
    MethodNode method = Bytecode.method("()" + STAGE, code -> {
      Label start = new Label();
      Label end = new Label();
      code.visitTryCatchBlock(start, end, end, "java/io/IOException");
      code.visitLabel(start);
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitInsn(Opcodes.ARETURN);
      code.visitLabel(end);
      code.visitFrame(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/io/IOException"});
      code.visitInsn(Opcodes.ATHROW);
    });

    FailureGuard.add(method, "p/Sample");

    assertThat(method.tryCatchBlocks)
        .extracting(block -> block.type)
        .containsExactly("java/io/IOException", null);
    assertThat(method.tryCatchBlocks.get(1).start).isSameAs(method.instructions.getFirst());
  }

  @Test
  void asksForEachResultWhetherItIsNull() {
    MethodNode method = Bytecode.method("()Ljava/util/concurrent/CompletableFuture;", code -> {
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitInsn(Opcodes.ARETURN);
    });

    FailureGuard.add(method, "p/Sample");

    assertThat(Bytecode.text(method))
        .containsSequence(
            "ACONST_NULL",
            "LDC \"p.Sample." + method.name + "\"",
            "INVOKESTATIC dev/coriolis/frame/Frames.started"
                + " (Ljava/util/concurrent/CompletableFuture;Ljava/lang/String;)"
                + "Ljava/util/concurrent/CompletableFuture;",
            "ARETURN");
  }

  @Test
  void saysWhichCoroutineHasFailed() {
    MethodNode method = Bytecode.method("()" + STAGE, code -> {
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitInsn(Opcodes.ATHROW);
    });

    FailureGuard.add(method, "p/Sample");

    assertThat(Bytecode.text(method)).contains("LDC \"p.Sample." + method.name + "\"");
  }
}
