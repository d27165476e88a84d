package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static dev.coriolis.processor.weave.Bytecode.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class HoistConstructorsTest {

  @Test
  void makesTheObjectBehindItsArguments() {
    assertThat(hoisted(code -> {
          code.visitTypeInsn(Opcodes.NEW, "Bar");
          code.visitInsn(Opcodes.DUP);
          code.visitInsn(Opcodes.LCONST_1);
          argument(code);
          construct(code, "(JLjava/lang/Object;)V");
        }))
        .containsExactly(
            "NEW Bar",
            "POP",
            "LCONST_1",
            "ALOAD 0",
            "await",
            "ASTORE 13",
            "LSTORE 11",
            "NEW Bar",
            "DUP",
            "LLOAD 11",
            "ALOAD 13",
            "INVOKESPECIAL Bar.<init> (JLjava/lang/Object;)V");
  }

  /** {@code new Bar(switch (n) { default -> { try { yield await(stage); } finally { .. } } })}. */
  @Test
  void leavesOutWhatMovesTheObjectToVariablesAndBack() {
    assertThat(hoisted(code -> {
          code.visitTypeInsn(Opcodes.NEW, "Bar");
          code.visitInsn(Opcodes.DUP);
          code.visitVarInsn(Opcodes.ASTORE, 1);
          code.visitVarInsn(Opcodes.ASTORE, 2);
          argument(code);
          code.visitVarInsn(Opcodes.ASTORE, 3);
          code.visitVarInsn(Opcodes.ALOAD, 2);
          code.visitVarInsn(Opcodes.ALOAD, 1);
          code.visitVarInsn(Opcodes.ALOAD, 3);
          construct(code, "(Ljava/lang/Object;)V");
        }))
        .containsExactly(
            "NEW Bar",
            "POP",
            "ALOAD 0",
            "await",
            "ASTORE 4",
            "ALOAD 4",
            "ASTORE 11",
            "NEW Bar",
            "DUP",
            "ALOAD 11",
            "INVOKESPECIAL Bar.<init> (Ljava/lang/Object;)V");
  }

  @Test
  void dropsAnObjectWhoseConstructorIsNeverReached() {
    assertThat(hoisted(code -> {
          code.visitTypeInsn(Opcodes.NEW, "Bar");
          code.visitInsn(Opcodes.DUP);
          argument(code);
        }))
        .containsExactly("NEW Bar", "POP", "ALOAD 0", "await");
  }

  @Test
  void leavesOtherObjectsAlone() {
    assertThat(hoisted(code -> {
          argument(code);
          code.visitTypeInsn(Opcodes.NEW, "Bar");
          code.visitInsn(Opcodes.DUP);
          construct(code, "()V");
        }))
        .containsExactly("ALOAD 0", "await", "NEW Bar", "DUP", "INVOKESPECIAL Bar.<init> ()V");
  }

  private static void argument(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    Bytecode.await(code);
  }

  private static void construct(MethodVisitor code, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "Bar", "<init>", descriptor, false);
  }

  private static List<String> hoisted(Consumer<MethodVisitor> code) {
    CoroutineMethod method = Bytecode.after(
        List.of(new MoveBody(), new FindSuspensionPoints(), new HoistConstructors()),
        "(" + STAGE + ")" + STAGE,
        code);
    return text(method.body()).stream()
        .filter(line -> !line.matches("L\\d+"))
        .map(line -> line.contains("Coroutines.await") ? "await" : line)
        .toList();
  }
}
