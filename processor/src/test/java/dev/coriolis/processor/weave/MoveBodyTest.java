package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static dev.coriolis.processor.weave.Bytecode.coroutine;
import static dev.coriolis.processor.weave.Bytecode.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

class MoveBodyTest {

  @Test
  void movesVariablesBehindTheParametersUp() {
    CoroutineMethod method = coroutine("(J)" + STAGE, code -> {
      code.visitVarInsn(Opcodes.LLOAD, 0);
      code.visitVarInsn(Opcodes.LSTORE, 2);
      code.visitIincInsn(4, 1);
    });

    new MoveBody().run(method);

    assertThat(text(method.body())).containsExactly("LLOAD 0", "LSTORE 3", "IINC 5 1");
    assertThat(method.body().desc).isEqualTo("(JLFoo$$run;)" + STAGE);
  }

  @Test
  void putsTheFrameIntoStackMapFrames() {
    CoroutineMethod method = coroutine("(JI)" + STAGE, code -> {
      code.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.LONG, Opcodes.INTEGER}, 0, null);
      code.visitInsn(Opcodes.NOP);
      code.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.LONG}, 0, null);
      code.visitInsn(Opcodes.NOP);
    });

    new MoveBody().run(method);

    assertThat(text(method.body()))
        .containsExactly(
            "FRAME FULL [J I Foo$$run] []", "NOP", "FRAME FULL [J T Foo$$run] []", "NOP");
  }

  @Test
  void movesTheNamesOfVariables() {
    CoroutineMethod method = coroutine("(I)" + STAGE, code -> {
      Label start = new Label();
      Label end = new Label();
      code.visitLabel(start);
      code.visitInsn(Opcodes.NOP);
      code.visitLabel(end);
      code.visitLocalVariable("parameter", "I", null, start, end, 0);
      code.visitLocalVariable("local", "I", null, start, end, 1);
    });

    new MoveBody().run(method);

    assertThat(method.body().localVariables)
        .extracting(variable -> variable.name + variable.index)
        .isEqualTo(List.of("parameter0", "local2"));
  }

  @Test
  void leavesParametersToFrameWhereTheyTakeAllSlots() {
    CoroutineMethod method = coroutine("(" + "J".repeat(127) + "I)" + STAGE, code -> {
      code.visitVarInsn(Opcodes.ILOAD, 254);
      code.visitVarInsn(Opcodes.ISTORE, 255);
    });

    new MoveBody().run(method);

    assertThat(method.body().desc).isEqualTo("(LFoo$$run;)" + STAGE);
    assertThat(text(method.body())).containsExactly("ILOAD 254", "ISTORE 256");
  }

  @Test
  void refusesVariableThatTakesHalfOfTheFramesSlot() {
    CoroutineMethod method = coroutine("(I)" + STAGE, code -> {
      code.visitInsn(Opcodes.LCONST_0);
      code.visitVarInsn(Opcodes.LSTORE, 0);
    });

    assertThatThrownBy(() -> new MoveBody().run(method))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("Weave classes before they are optimised");
  }

  @Test
  void refusesVariableInTheSlotOfThis() {
    CoroutineMethod method = coroutine("()" + STAGE, code -> {
      code.visitInsn(Opcodes.ICONST_0);
      code.visitVarInsn(Opcodes.ISTORE, 0);
    });
    method.entry().access &= ~Opcodes.ACC_STATIC;

    assertThatThrownBy(() -> new MoveBody().run(method)).isInstanceOf(WeaveException.class);
  }

  @Test
  void letsVariablesHaveTheSlotsOfOtherParameters() {
    CoroutineMethod method = coroutine("(JI)" + STAGE, code -> {
      code.visitInsn(Opcodes.DCONST_0);
      code.visitVarInsn(Opcodes.DSTORE, 0);
      code.visitInsn(Opcodes.ICONST_0);
      code.visitVarInsn(Opcodes.ISTORE, 2);
    });

    new MoveBody().run(method);

    assertThat(text(method.body())).contains("DSTORE 0", "ISTORE 2");
  }
}
