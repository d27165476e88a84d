package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** {@code new Bar(await(stage));}: Eclipse's compiler makes no copy of an object that nobody reads. */
class HoistDroppedObjectsTest {
  private static final String STAGE = "Ljava/util/concurrent/CompletionStage;";

  @Test
  void makesOneCopyWhereTheCompilerMadeOne() {
    assertThat(hoisted(Opcodes.NOP))
        .containsSubsequence(
            Opcodes.NEW,
            Opcodes.POP,
            Opcodes.ALOAD,
            Opcodes.INVOKESTATIC,
            Opcodes.ASTORE,
            Opcodes.NEW,
            Opcodes.ALOAD,
            Opcodes.INVOKESPECIAL)
        .doesNotContain(Opcodes.DUP);
  }

  @Test
  void refusesMoreCopiesThanCompilersMake() {
    assertThatThrownBy(() -> hoisted(Opcodes.DUP, Opcodes.DUP))
        .isInstanceOf(WeaveException.class)
        .hasMessageContaining("'new; dup' or 'new'");
  }

  /** Returns the opcodes after the pass, of code with these instructions behind its {@code new}. */
  private static List<Integer> hoisted(int... copies) {
    MethodNode code = new MethodNode(
        Opcodes.ASM9, Opcodes.ACC_STATIC, "run", "(" + STAGE + ")" + STAGE, null, null);
    code.visitTypeInsn(Opcodes.NEW, "Bar");
    for (int opcode : copies) {
      code.visitInsn(opcode);
    }
    code.visitVarInsn(Opcodes.ALOAD, 0);
    String await = "(" + STAGE + ")Ljava/lang/Object;";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "dev/coriolis/Coroutines", "await", await, false);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "Bar", "<init>", "(Ljava/lang/Object;)V", false);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(10, 10);
    ClassNode owner = new ClassNode();
    owner.name = "Foo";
    CoroutineMethod method = new CoroutineMethod(owner, code, "Foo$$run", new CastableTypes(owner));
    List.of(new MoveBody(), new FindSuspensionPoints(), new HoistConstructors())
        .forEach(pass -> pass.run(method));
    return Stream.of(method.body().instructions.toArray())
        .map(node -> node.getOpcode())
        .filter(opcode -> opcode > Opcodes.NOP)
        .toList();
  }
}
