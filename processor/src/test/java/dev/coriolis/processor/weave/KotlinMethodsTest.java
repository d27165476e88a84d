package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

class KotlinMethodsTest {
  private static final int PRIVATE = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
  private static final int OF_CLASS = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL;
  private static final int CLASS = 1;
  private static final int SYNTHETIC = 3;

  @ParameterizedTest
  @CsvSource({
    "run$lambda$0,           true",
    "_init_$lambda$12,       true",
    "run$lambda$0$1,         true",
    "run$lambda$0$lambda$1,  true",
    "run$lambda$0$inner$0,   true",
    "run$lambda$0$inner,     false",
    "run$lambda,             false",
    "run$inner,              false",
    "lambda$0,               false",
    "run,                    false",
  })
  void tellsLambdasByTheirNames(String name, boolean isLambda) {
    assertThat(KotlinMethods.isLambda(kotlin(CLASS), method(PRIVATE, name))).isEqualTo(isLambda);
  }

  @Test
  void findsNoLambdasInClassesOfJava() {
    assertThat(KotlinMethods.isLambda(new ClassNode(), method(PRIVATE, "run$lambda$0")))
        .isFalse();
  }

  @Test
  void tellsTheMethodThatIsTheLambdaOfItsClass() {
    ClassNode owner = kotlin(SYNTHETIC);
    int bridge = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_FINAL;

    assertThat(KotlinMethods.isLambda(owner, method(OF_CLASS, "invoke"))).isTrue();
    assertThat(KotlinMethods.isLambda(owner, method(bridge, "invoke"))).isFalse();
    assertThat(KotlinMethods.isLambda(owner, method(0, "<init>"))).isFalse();
    assertThat(KotlinMethods.isLambda(kotlin(CLASS), method(OF_CLASS, "invoke")))
        .as("of an object expression")
        .isFalse();
  }

  @Test
  void tellsReferencesFromLambdas() {
    ClassNode owner = kotlin(SYNTHETIC);
    owner.superName = "kotlin/jvm/internal/FunctionReferenceImpl";

    assertThat(KotlinMethods.isReference(owner, method(OF_CLASS, "invoke"))).isTrue();
    assertThat(KotlinMethods.isLambda(owner, method(OF_CLASS, "invoke"))).isFalse();
    assertThat(KotlinMethods.isReference(kotlin(CLASS), method(PRIVATE, "run$await")))
        .isTrue();
    assertThat(KotlinMethods.isReference(kotlin(CLASS), method(PRIVATE, "await")))
        .isFalse();
  }

  @Test
  void tellsSuspendFunctions() {
    MethodNode function = method(OF_CLASS, "run");
    function.desc = "(ILkotlin/coroutines/Continuation;)Ljava/lang/Object;";
    ClassNode lambda = kotlin(SYNTHETIC);
    lambda.superName = "kotlin/coroutines/jvm/internal/SuspendLambda";

    assertThat(KotlinMethods.isSuspendFunction(kotlin(CLASS), function)).isTrue();
    assertThat(KotlinMethods.isSuspendFunction(lambda, method(OF_CLASS, "invokeSuspend")))
        .isTrue();
    assertThat(KotlinMethods.isSuspendFunction(kotlin(CLASS), method(OF_CLASS, "run")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "run,         $i$f$run,      true",
    "run$default, $i$f$run,      true",
    "getRun,      $i$f$getRun,   true",
    "caller,      $i$f$run,      false",
    "run,         run,           false",
  })
  void tellsInlineFunctionsByTheirVariable(String name, String variable, boolean isInline) {
    MethodNode method = method(OF_CLASS, name);
    method.instructions.add(new InsnNode(Opcodes.ICONST_0));
    method.instructions.add(new InsnNode(Opcodes.IRETURN));
    mark(method, variable);

    assertThat(KotlinMethods.isInlineFunction(method)).isEqualTo(isInline);
  }

  @Test
  void tellsInlineFunctionsFromCallersOfTheSameName() {
    MethodNode method = method(OF_CLASS, "run");
    method.instructions.add(new InsnNode(Opcodes.ICONST_0));
    mark(method, "$i$f$run");
    method.instructions.add(new InsnNode(Opcodes.IRETURN));

    assertThat(KotlinMethods.isInlineFunction(method)).isFalse();
  }

  /** Adds a variable that all code so far has. */
  private static void mark(MethodNode method, String variable) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    method.instructions.insert(start);
    method.instructions.add(end);
    method.localVariables =
        new ArrayList<>(List.of(new LocalVariableNode(variable, "I", null, start, end, 1)));
  }

  private static ClassNode kotlin(int kind) {
    AnnotationNode metadata = new AnnotationNode("Lkotlin/Metadata;");
    metadata.values = List.of("k", kind);
    ClassNode owner = new ClassNode();
    owner.name = "Foo";
    owner.superName = "java/lang/Object";
    owner.visibleAnnotations = List.of(metadata);
    return owner;
  }

  private static MethodNode method(int access, String name) {
    return new MethodNode(Opcodes.ASM9, access, name, "()I", null, null);
  }
}
