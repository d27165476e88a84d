package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LayOutFrameTest {

  @Test
  void savesWhatIsReadLater() {
    assertThat(layout(code -> {
          code.visitInsn(Opcodes.LCONST_1);
          code.visitVarInsn(Opcodes.LSTORE, 1);
          await(code);
          code.visitVarInsn(Opcodes.LLOAD, 1);
          code.visitInsn(Opcodes.POP2);
        }))
        .containsExactly("J");
  }

  @Test
  void savesOperandsBelowTheStage() {
    assertThat(layout(code -> {
          code.visitInsn(Opcodes.ICONST_1);
          code.visitInsn(Opcodes.DCONST_1);
          await(code);
          code.visitInsn(Opcodes.POP2);
          code.visitInsn(Opcodes.POP);
        }))
        .containsExactly("I", "D");
  }

  @Test
  void givesNoFieldToWhatIsAlwaysNull() {
    assertThat(layout(code -> {
          code.visitInsn(Opcodes.ACONST_NULL);
          code.visitVarInsn(Opcodes.ASTORE, 1);
          await(code);
          code.visitVarInsn(Opcodes.ALOAD, 1);
          code.visitInsn(Opcodes.POP);
        }))
        .isEmpty();
  }

  @Test
  void sharesAFieldBetweenVariablesThatDoNotOverlap() {
    assertThat(layout(code -> {
          code.visitInsn(Opcodes.ICONST_1);
          code.visitVarInsn(Opcodes.ISTORE, 1);
          await(code);
          code.visitIincInsn(1, 1);
          code.visitInsn(Opcodes.ICONST_2);
          code.visitVarInsn(Opcodes.ISTORE, 2);
          await(code);
          code.visitVarInsn(Opcodes.ILOAD, 2);
          code.visitInsn(Opcodes.POP);
        }))
        .containsExactly("I");
  }

  @Test
  void sharesAFieldBetweenTypesThatTheCodeMayCastTo() {
    assertThat(layout(code -> {
          code.visitInsn(Opcodes.ICONST_1);
          code.visitTypeInsn(Opcodes.ANEWARRAY, "Bar");
          keep(code);
          code.visitLdcInsn("text");
          keep(code);
        }))
        .containsExactly("Ljava/lang/Object;");
  }

  private static void keep(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ASTORE, 1);
    await(code);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitInsn(Opcodes.POP);
  }

  private static void await(MethodVisitor code) {
    code.visitInsn(Opcodes.ACONST_NULL);
    Bytecode.await(code);
    code.visitInsn(Opcodes.POP);
  }

  /** Returns the types of the fields. */
  private static List<String> layout(Consumer<MethodVisitor> code) {
    CoroutineMethod method = Bytecode.after(
        List.of(
            new MoveBody(), new FindSuspensionPoints(), new FindLiveVariables(), new LayOutFrame()),
        "()" + STAGE,
        node -> {
          code.accept(node);
          node.visitInsn(Opcodes.ACONST_NULL);
          node.visitInsn(Opcodes.ARETURN);
        });
    return method.layout().fields().stream()
        .map(field -> field.type().getDescriptor())
        .toList();
  }
}
