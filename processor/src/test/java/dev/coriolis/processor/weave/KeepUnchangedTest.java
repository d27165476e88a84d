package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.GENERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.processor.weave.FrameLayout.Spill;
import dev.coriolis.processor.weave.FrameLayout.Spills;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class KeepUnchangedTest {
  private static final String STRING = "Ljava/lang/String;";

  @Test
  void savesOnlyTheVariableOfALoopThatChanges() {
    List<Spills> points = points("(I)" + GENERATOR, code -> {
      code.visitInsn(Opcodes.ICONST_0);
      code.visitVarInsn(Opcodes.ISTORE, 1);
      Label loop = new Label();
      code.visitLabel(loop);
      frame(code, Opcodes.INTEGER, Opcodes.INTEGER);
      emit(code);
      code.visitIincInsn(1, 1);
      read(code, Opcodes.ILOAD, 1);
      read(code, Opcodes.ILOAD, 0);
      code.visitJumpInsn(Opcodes.GOTO, loop);
    });

    assertThat(slots(points.get(0).locals())).containsExactly(0, 2);
    assertThat(slots(points.get(0).unchanged())).containsExactly(0);
  }

  @Test
  void savesWhatHasChangedOnOnePath() {
    List<Spills> points = points("(I)" + GENERATOR, code -> {
      Label behind = new Label();
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitJumpInsn(Opcodes.IFEQ, behind);
      code.visitInsn(Opcodes.ICONST_1);
      code.visitVarInsn(Opcodes.ISTORE, 0);
      code.visitLabel(behind);
      frame(code, Opcodes.INTEGER);
      emit(code);
      read(code, Opcodes.ILOAD, 0);
      emit(code);
      read(code, Opcodes.ILOAD, 0);
      end(code);
    });

    assertThat(points.get(0).unchanged()).isEmpty();
    assertThat(slots(points.get(1).unchanged())).containsExactly(0);
  }

  @Test
  void savesAllAnewInAHandler() {
    List<Spills> points = points("(I)" + GENERATOR, code -> {
      Label start = new Label();
      Label end = new Label();
      Label handler = new Label();
      code.visitTryCatchBlock(start, end, handler, null);
      code.visitLabel(start);
      emit(code);
      code.visitLabel(end);
      end(code);
      code.visitLabel(handler);
      code.visitFrame(
          Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 1, new Object[] {"java/lang/Throwable"
          });
      code.visitInsn(Opcodes.POP);
      emit(code);
      read(code, Opcodes.ILOAD, 0);
      end(code);
    });

    assertThat(slots(points.get(0).unchanged())).containsExactly(0);
    assertThat(slots(points.get(1).locals())).containsExactly(0);
    assertThat(points.get(1).unchanged()).isEmpty();
  }

  @Test
  void keepsAReferenceThatEachPathSavesAgain() {
    List<Spills> points = points("(" + STRING + ")" + GENERATOR, code -> {
      Label loop = new Label();
      code.visitLabel(loop);
      frame(code, "java/lang/String");
      emit(code);
      read(code, Opcodes.ALOAD, 0);
      code.visitJumpInsn(Opcodes.GOTO, loop);
    });

    assertThat(slots(points.get(0).unchanged())).containsExactly(0);
    assertThat(points.get(0).cleared()).isEmpty();
  }

  @Test
  void clearsAReferenceThatTheNextPointDoesNotNeed() {
    List<Spills> points = points("(" + STRING + ")" + GENERATOR, code -> {
      emit(code);
      read(code, Opcodes.ALOAD, 0);
      emit(code);
      end(code);
    });

    assertThat(slots(points.get(0).unchanged())).containsExactly(0);
    assertThat(points.get(0).cleared())
        .extracting(field -> field.type().getDescriptor())
        .containsExactly(STRING);
    assertThat(points.get(1).locals()).isEmpty();
  }

  @Test
  void clearsAndSavesAReferenceThatChanges() {
    List<Spills> points = points("(" + STRING + ")" + GENERATOR, code -> {
      Label loop = new Label();
      code.visitLabel(loop);
      frame(code, "java/lang/String");
      emit(code);
      read(code, Opcodes.ALOAD, 0);
      code.visitLdcInsn("changed");
      code.visitVarInsn(Opcodes.ASTORE, 0);
      code.visitJumpInsn(Opcodes.GOTO, loop);
    });

    assertThat(points.get(0).unchanged()).isEmpty();
    assertThat(points.get(0).cleared()).hasSize(1);
  }

  @Test
  void storeToHalfOfALongEndsIt() {
    List<Spills> points = points("(J)" + GENERATOR, code -> {
      emit(code);
      read(code, Opcodes.LLOAD, 0);
      code.visitInsn(Opcodes.ICONST_1);
      code.visitVarInsn(Opcodes.ISTORE, 1);
      code.visitInsn(Opcodes.LCONST_1);
      code.visitVarInsn(Opcodes.LSTORE, 0);
      emit(code);
      read(code, Opcodes.LLOAD, 0);
      end(code);
    });

    assertThat(slots(points.get(0).unchanged())).containsExactly(0);
    assertThat(points.get(1).unchanged()).isEmpty();
  }

  @Test
  void leavesPublishersAlone() {
    List<Spills> points = points("(I)" + Bytecode.PUBLISHER, code -> {
      emit(code);
      read(code, Opcodes.ILOAD, 0);
      end(code);
    });

    assertThat(points.get(0).unchanged()).isEmpty();
  }

  private static List<Spills> points(String descriptor, Consumer<MethodVisitor> code) {
    CoroutineMethod method = Bytecode.after(
        List.of(
            new MoveBody(),
            new FindSuspensionPoints(),
            new FindLiveVariables(),
            new LayOutFrame(),
            new KeepUnchanged()),
        descriptor,
        code);
    return method.points().stream().map(method.layout()::at).toList();
  }

  private static List<Integer> slots(List<Spill> spills) {
    return spills.stream().map(Spill::slot).toList();
  }

  private static void frame(MethodVisitor code, Object... locals) {
    code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
  }

  private static void emit(MethodVisitor code) {
    code.visitInsn(Opcodes.ACONST_NULL);
    Bytecode.emit(code);
    code.visitInsn(Opcodes.POP);
  }

  private static void read(MethodVisitor code, int opcode, int slot) {
    code.visitVarInsn(opcode, slot);
    code.visitInsn(opcode == Opcodes.LLOAD ? Opcodes.POP2 : Opcodes.POP);
  }

  private static void end(MethodVisitor code) {
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
  }
}
