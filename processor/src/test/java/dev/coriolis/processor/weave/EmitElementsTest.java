package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.GENERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class EmitElementsTest {
  private static final List<Pass> PASSES = List.of(
      new MoveBody(),
      new FindSuspensionPoints(),
      new FindLiveVariables(),
      new LayOutFrame(),
      new KeepUnchanged(),
      new EmitSuspensions(),
      new EmitElements(),
      new SplitTryCatchBlocks());

  @Test
  void keepsTheElementAndReturnsTheFrame() {
    CoroutineMethod method = Bytecode.after(PASSES, "(I)" + GENERATOR, code -> {
      code.visitInsn(Opcodes.ACONST_NULL);
      Bytecode.emit(code);
      end(code);
    });

    assertThat(Bytecode.text(method.body()))
        .containsSequence(
            "ACONST_NULL",
            "ASTORE 11",
            "L0",
            "ALOAD 1",
            "ALOAD 11",
            "ICONST_1",
            "INVOKEVIRTUAL Foo$$run.emit (Ljava/lang/Object;I)Z",
            "IRETURN",
            "L1",
            "FRAME FULL [I Foo$$run] []",
            "L2",
            "L3",
            "ALOAD 1",
            "INVOKEVIRTUAL Foo$$run.sent ()Ljava/lang/Object;",
            "POP",
            "ACONST_NULL",
            "ALOAD 1",
            "SWAP",
            "INVOKEVIRTUAL Foo$$run.end (Ljava/lang/Object;)V",
            "ICONST_0",
            "IRETURN");
  }

  @Test
  void clearsAReferenceThatIsNotSavedAgain() {
    CoroutineMethod method =
        Bytecode.after(PASSES, "(Ljava/lang/String;)" + GENERATOR, EmitElementsTest::readOnce);

    assertThat(Bytecode.text(method.body()))
        .containsSequence(
            "GETFIELD Foo$$run.local : Ljava/lang/String;",
            "ASTORE 0",
            "ALOAD 1",
            "ACONST_NULL",
            "PUTFIELD Foo$$run.local : Ljava/lang/String;");
  }

  @Test
  void clearsAllReferencesAtTheEnd() {
    CoroutineMethod method =
        Bytecode.after(PASSES, "(Ljava/lang/String;)" + GENERATOR, EmitElementsTest::readOnce);

    assertThat(Bytecode.text(method.body()))
        .endsWith(
            "ALOAD 1",
            "ACONST_NULL",
            "PUTFIELD Foo$$run.local : Ljava/lang/String;",
            "ALOAD 1",
            "SWAP",
            "INVOKEVIRTUAL Foo$$run.end (Ljava/lang/Object;)V",
            "ICONST_0",
            "IRETURN");
  }

  @Test
  void asksForTheOtherGeneratorInsideOfTheTryBlock() {
    CoroutineMethod method = Bytecode.after(PASSES, "()" + GENERATOR, code -> {
      Label start = new Label();
      Label end = new Label();
      Label handler = new Label();
      code.visitTryCatchBlock(start, end, handler, null);
      code.visitLabel(start);
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "dev/coriolis/Generator",
          "emitAll",
          "(Ljava/lang/Iterable;)Ljava/lang/Object;",
          true);
      code.visitLabel(end);
      end(code);
      code.visitLabel(handler);
      code.visitFrame(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"});
      code.visitInsn(Opcodes.ATHROW);
    });

    assertThat(Bytecode.text(method.body()))
        .containsSequence(
            "TRYCATCHBLOCK L0 L1 L2 null",
            "TRYCATCHBLOCK L3 L4 L2 null",
            "L0",
            "ACONST_NULL",
            "INVOKESTATIC dev/coriolis/frame/GeneratorFrame.over (Ljava/lang/Iterable;)"
                + "Ldev/coriolis/frame/GeneratorFrame;",
            "ASTORE 11",
            "L1",
            "ALOAD 0");
  }

  @Test
  void leavesThePublisherToEmitSuspensions() {
    CoroutineMethod method = Bytecode.after(PASSES, "()" + Bytecode.PUBLISHER, code -> {
      code.visitInsn(Opcodes.ACONST_NULL);
      Bytecode.emit(code);
      end(code);
    });

    assertThat(Bytecode.text(method.body()))
        .containsSequence(
            "ALOAD 0",
            "SWAP",
            "INVOKEVIRTUAL Foo$$run.emit (Ljava/lang/Object;)Ljava/util/concurrent/CompletableFuture;",
            "DUP",
            "INVOKESTATIC dev/coriolis/frame/Frames.isReady (Ljava/util/concurrent/CompletableFuture;)Z")
        .containsSequence(
            "ALOAD 0",
            "SWAP",
            "INVOKEVIRTUAL Foo$$run.emitted (Ljava/util/concurrent/CompletableFuture;)Ljava/lang/Object;");
  }

  private static void readOnce(MethodVisitor code) {
    code.visitInsn(Opcodes.ACONST_NULL);
    Bytecode.emit(code);
    code.visitInsn(Opcodes.POP);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.ACONST_NULL);
    Bytecode.emit(code);
    end(code);
  }

  private static void end(MethodVisitor code) {
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
  }
}
