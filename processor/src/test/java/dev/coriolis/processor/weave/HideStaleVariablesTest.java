package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

class HideStaleVariablesTest {

  @Test
  void hidesAVariableFromTheAwaitThatItDoesNotSurviveToItsNextValue() {
    List<Integer> lines = linesWithVariable("dead", """
        int dead = 1;
        int live = 2;
        await(stage);
        Math.abs(live);
        dead = 3;
        Math.abs(live);
        Math.abs(dead);
        return stage;
        """);

    assertThat(lines).containsExactly(2, 3, 6, 7, 8);
  }

  @Test
  void showsWhatIsSaved() {
    assertThat(linesWithVariable("live", """
        int live = 2;
        await(stage);
        Math.abs(live);
        return stage;
        """)).containsExactly(2, 3, 4);
  }

  @Test
  void hidesAParameterBehindItsLastUse() {
    assertThat(linesWithVariable("stage", """
        await(stage);
        Math.abs(1);
        return null;
        """)).containsExactly(1);
  }

  /** Returns the lines of the body, from 1, in whose first instruction the variable is visible. */
  private static List<Integer> linesWithVariable(String name, String body) {
    byte[] bytes = Bytecode.compile("import static dev.coriolis.Coroutines.*;"
        + "import java.util.concurrent.*; class Sample { @dev.coriolis.Coroutine"
        + " static CompletionStage<?> run(CompletionStage<?> stage) {\n" + body + "}}");
    ClassNode woven = Bytecode.read(ClassWeaver.weave(bytes).orElseThrow().bytes());
    MethodNode method = woven.methods.stream()
        .filter(node -> node.name.equals("run") && node.desc.contains("$$"))
        .findFirst()
        .orElseThrow();
    return method.localVariables.stream()
        .filter(variable -> variable.name.equals(name))
        .flatMap(variable -> lines(method, variable).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Integer> lines(MethodNode method, LocalVariableNode variable) {
    List<AbstractInsnNode> code = List.of(method.instructions.toArray());
    return code.subList(code.indexOf(variable.start), code.indexOf(variable.end)).stream()
        .filter(LineNumberNode.class::isInstance)
        .map(node -> ((LineNumberNode) node).line - 1)
        .toList();
  }
}
