package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class FindSuspensionPointsTest {

  @Test
  void numbersPointsWithTheirLines() {
    assertThat(points(code -> {
          line(code, 7);
          await(code);
          line(code, 9);
          await(code);
          await(code);
          end(code);
        }))
        .extracting(point -> point.state() + ":" + point.line())
        .containsExactly("1:7", "2:9", "3:9");
  }

  @Test
  void hasNoLineWhereTheClassFileHasNone() {
    assertThat(points(code -> {
          await(code);
          end(code);
        }))
        .extracting(SuspensionPoint::line)
        .containsExactly(-1);
  }

  @Test
  void leavesOutWhatIsNeverReached() {
    assertThat(points(code -> {
          end(code);
          await(code);
          end(code);
        }))
        .isEmpty();
  }

  @Test
  void tellsWhatAHandlerCovers() {
    assertThat(points(code -> {
          Label start = new Label();
          Label after = new Label();
          code.visitTryCatchBlock(start, after, after, null);
          code.visitLabel(start);
          await(code);
          end(code);
          code.visitLabel(after);
          code.visitFrame(
              Opcodes.F_NEW,
              1,
              new Object[] {"java/util/concurrent/CompletionStage"},
              1,
              new Object[] {"java/lang/Throwable"});
          code.visitInsn(Opcodes.POP);
          await(code);
          end(code);
        }))
        .extracting(SuspensionPoint::covered)
        .containsExactly(true, false);
  }

  private static List<SuspensionPoint> points(Consumer<MethodVisitor> code) {
    CoroutineMethod method =
        Bytecode.after(List.of(new MoveBody()), "(" + STAGE + ")" + STAGE, code);
    new FindSuspensionPoints().run(method);
    return method.points();
  }

  private static void line(MethodVisitor code, int line) {
    Label label = new Label();
    code.visitLabel(label);
    code.visitLineNumber(line, label);
  }

  private static void await(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    Bytecode.await(code);
    code.visitInsn(Opcodes.POP);
  }

  private static void end(MethodVisitor code) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ARETURN);
  }
}
