package dev.coriolis.processor.weave.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class TypeSimulationTest {
  private final MethodNode method =
      new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, "run", "(JLjava/lang/String;)V", null, null);

  @Test
  void knowsParametersAndOperands() {
    method.visitInsn(Opcodes.DCONST_1);
    method.visitInsn(Opcodes.ACONST_NULL);
    method.visitInsn(Opcodes.RETURN);

    VerificationTypes types = atEnd().orElseThrow();

    assertThat(types.locals()).containsExactly(Opcodes.LONG, Opcodes.TOP, "java/lang/String");
    assertThat(types.stack()).containsExactly(Opcodes.DOUBLE, Opcodes.TOP, Opcodes.NULL);
  }

  @Test
  void believesTheStackMapFrame() {
    method.visitInsn(Opcodes.RETURN);
    method.visitFrame(Opcodes.F_NEW, 1, new Object[] {"Foo"}, 0, null);
    method.visitInsn(Opcodes.RETURN);

    assertThat(atEnd().orElseThrow().local(0)).isEqualTo("Foo");
  }

  @Test
  void knowsNothingOfWhatIsNotReached() {
    method.visitInsn(Opcodes.RETURN);
    method.visitInsn(Opcodes.RETURN);

    assertThat(atEnd()).isEmpty();
  }

  @Test
  void namesAnObjectByTheLabelOfItsCreation() {
    method.visitLabel(new Label());
    method.visitInsn(Opcodes.RETURN);
    AbstractInsnNode first = method.instructions.getLast();
    method.visitFrame(Opcodes.F_NEW, 0, null, 0, null);
    LabelNode creation = label();
    method.visitTypeInsn(Opcodes.NEW, "Foo");
    method.visitInsn(Opcodes.RETURN);
    AbstractInsnNode last = method.instructions.getLast();

    Facts<VerificationTypes> types =
        TypeSimulation.before(Set.of(first, last), "Foo", method.desc, method);

    assertThat(types.of(last).stack()).containsExactly(creation);
  }

  @Test
  void namesAnObjectByTheLabelInFrontOfTheStackMapFrame() {
    method.visitInsn(Opcodes.RETURN);
    LabelNode creation = label();
    method.visitFrame(Opcodes.F_NEW, 0, null, 0, null);
    label();
    method.visitTypeInsn(Opcodes.NEW, "Foo");
    method.visitInsn(Opcodes.RETURN);

    assertThat(atEnd().orElseThrow().stack()).containsExactly(creation);
  }

  @Test
  void namesAnObjectByTheLabelInTheStackMapFrame() {
    LabelNode creation = label();
    method.visitTypeInsn(Opcodes.NEW, "Foo");
    method.visitFrame(Opcodes.F_NEW, 0, null, 1, new Object[] {creation.getLabel()});
    method.visitInsn(Opcodes.RETURN);
    FrameNode map = (FrameNode) method.instructions.getLast().getPrevious();

    assertThat(atEnd().orElseThrow().stack()).isEqualTo(map.stack);
  }

  private LabelNode label() {
    method.visitLabel(new Label());
    return (LabelNode) method.instructions.getLast();
  }

  private Optional<VerificationTypes> atEnd() {
    AbstractInsnNode last = method.instructions.getLast();
    return TypeSimulation.before(Set.of(last), "Foo", method.desc, method).find(last);
  }
}
