package dev.coriolis.processor.weave;

import static dev.coriolis.processor.weave.Bytecode.STAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class FrameClassTest {
  private static final List<Pass> PASSES = List.of(
      new MoveBody(),
      new FindSuspensionPoints(),
      new FindLiveVariables(),
      new LayOutFrame(),
      new EmitSuspensions());

  private final ClassNode frame =
      Bytecode.read(new FrameClass(Bytecode.after(PASSES, "(I" + STAGE + ")" + STAGE, code -> {
            code.visitVarInsn(Opcodes.ALOAD, 1);
            Bytecode.await(code);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ILOAD, 0);
            code.visitInsn(Opcodes.POP);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitInsn(Opcodes.ARETURN);
          }))
          .write());

  @Test
  void hasTypedFields() {
    assertThat(frame.fields).extracting(field -> field.desc).containsExactly("I", STAGE);
  }

  @Test
  void resumesTheBodyWithoutArguments() {
    assertThat(Bytecode.text(method("resume")))
        .containsExactly(
            "ICONST_0",
            "ACONST_NULL",
            "ALOAD 0",
            "INVOKESTATIC Foo.run (I" + STAGE + "LFoo$$run;)" + STAGE,
            "ARETURN");
  }

  @Test
  void clearsItsReferencesAndNothingElse() {
    assertThat(Bytecode.text(method("takeAwaited")))
        .filteredOn(line -> line.startsWith("PUTFIELD"))
        .containsExactly("PUTFIELD Foo$$run.local2 : " + STAGE);
  }

  @Test
  void ofAGeneratorIsMadeWithTheParametersThatItsBodyReads() {
    ClassNode generator = generator();

    assertThat(generator.superName).isEqualTo("dev/coriolis/frame/GeneratorFrame");
    assertThat(generator.interfaces).containsExactly("dev/coriolis/Generator");
    assertThat(Bytecode.text(method("create", generator)))
        .containsExactly(
            "NEW Foo$$run",
            "DUP",
            "INVOKESPECIAL Foo$$run.<init> ()V",
            "DUP",
            "ALOAD 1",
            "PUTFIELD Foo$$run.local : Ljava/lang/String;",
            "ARETURN");
  }

  @Test
  void ofAGeneratorClearsItsReferences() {
    assertThat(Bytecode.text(method("clear", generator())))
        .containsExactly(
            "ALOAD 0", "ACONST_NULL", "PUTFIELD Foo$$run.local : Ljava/lang/String;", "RETURN");
  }

  private static ClassNode generator() {
    CoroutineMethod method =
        Bytecode.after(PASSES, "(ILjava/lang/String;)" + Bytecode.GENERATOR, code -> {
          code.visitVarInsn(Opcodes.ALOAD, 1);
          Bytecode.emit(code);
          code.visitInsn(Opcodes.POP);
          code.visitInsn(Opcodes.ACONST_NULL);
          code.visitInsn(Opcodes.ARETURN);
        });
    return Bytecode.read(new FrameClass(method).write());
  }

  private MethodNode method(String name) {
    return method(name, frame);
  }

  private static MethodNode method(String name, ClassNode frame) {
    return frame.methods.stream()
        .filter(method -> method.name.equals(name))
        .findFirst()
        .orElseThrow();
  }
}
