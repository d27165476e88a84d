package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static dev.coriolis.processor.weave.Bytecode.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

class PruneDeadLocalsTest {

  @Test
  void keepsTheFrameAndWhatIsRead() {
    CoroutineMethod method = Bytecode.after(
        List.of(new MoveBody(), new FindLiveVariables()), "(J" + STAGE + ")" + STAGE, code -> {
          Object[] locals = {
            Opcodes.LONG, "java/util/concurrent/CompletionStage", Opcodes.INTEGER, Opcodes.DOUBLE
          };
          code.visitFrame(Opcodes.F_NEW, 4, locals, 0, null);
          code.visitVarInsn(Opcodes.ILOAD, 3);
          code.visitInsn(Opcodes.POP);
          code.visitVarInsn(Opcodes.ALOAD, 2);
          code.visitInsn(Opcodes.ARETURN);
        });

    new PruneDeadLocals().run(method);

    assertThat(text(method.body()).get(0))
        .isEqualTo("FRAME FULL [T T java/util/concurrent/CompletionStage Foo$$run I] []");
  }

  @Test
  void putsTheReceiverBackWhereItIsLeftOut() {
    CoroutineMethod method = Bytecode.coroutine("()" + STAGE, code -> {
      code.visitFrame(Opcodes.F_NEW, 0, new Object[0], 0, new Object[0]);
      code.visitInsn(Opcodes.ACONST_NULL);
      code.visitInsn(Opcodes.ARETURN);
    });
    method.entry().access &= ~Opcodes.ACC_STATIC;

    List.of(new MoveBody(), new FindLiveVariables(), new PruneDeadLocals())
        .forEach(pass -> pass.run(method));

    assertThat(text(method.body())).first().isEqualTo("FRAME FULL [Foo Foo$$run] []");
  }
}
