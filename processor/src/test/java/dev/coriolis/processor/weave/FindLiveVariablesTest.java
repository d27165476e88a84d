package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;

class FindLiveVariablesTest {
  private static final String TYPE = "java/util/concurrent/CompletionStage";

  private final CoroutineMethod method = Bytecode.after(
      List.of(new MoveBody(), new FindSuspensionPoints(), new FindLiveVariables()),
      "(" + STAGE + "II)" + STAGE,
      code -> {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        Bytecode.await(code);
        code.visitInsn(Opcodes.POP);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        Label end = new Label();
        code.visitJumpInsn(Opcodes.IFEQ, end);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitInsn(Opcodes.POP);
        code.visitLabel(end);
        code.visitFrame(
            Opcodes.F_NEW, 3, new Object[] {TYPE, Opcodes.INTEGER, Opcodes.INTEGER}, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ARETURN);
      });

  @Test
  void findsThoseAtTheStart() {
    assertThat(slots(method.body().instructions.getFirst())).containsExactly(0, 1, 2);
  }

  @Test
  void findsThoseAtASuspensionPoint() {
    assertThat(slots(method.points().get(0).call())).containsExactly(0, 1, 2);
  }

  @Test
  void findsThoseAtAStackMapFrame() {
    for (AbstractInsnNode node : method.body().instructions) {
      if (node instanceof FrameNode) {
        assertThat(slots(node)).containsExactly(0);
      }
    }
  }

  private int[] slots(AbstractInsnNode node) {
    BitSet live = method.live().of(node);
    return live.stream().toArray();
  }
}
