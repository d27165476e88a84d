package dev.coriolis.processor.weave;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import dev.coriolis.processor.names.WovenNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaving takes work in proportion to the method. The work is counted and not timed: each look at an
 * instruction, and each entry of the table of handlers that is passed.
 */
class LinearWorkTest {
  private static final String SOURCE = """
      import java.util.concurrent.*;
      abstract class Sample {
        CompletionStage<Integer> stage;
        static int await(CompletionStage<Integer> stage) { return 1; }
        CompletionStage<Integer> run(int n) {
          %s
          return stage;
        }
      }
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      in a row        | n += await(stage);
      in loops        | for (int i# = 0; i# < n; i#++) n += await(stage) + i#;
      in two loops    | for (int i = 0; i < n; i++) { while (await(stage) > i) n++; }
      in branches     | if (n > #) n += await(stage); else n -= #;
      in try blocks   | try { n += await(stage); } catch (IllegalStateException e) { n--; }
      with finally    | try { n += await(stage); } finally { n--; }
      with new        | n += new Integer(await(stage)).hashCode();
      below operands  | n = n * 31 + await(stage);
      with variables  | int v# = n; await(stage); n += v#;
      """)
  void growsWithSuspensionPoints(String name, String statement) throws IOException {
    double hundred = workPerInstruction(repeated(statement, 100));
    double thousand = workPerInstruction(repeated(statement, 1_000));

    assertThat(thousand).isLessThan(1.1 * hundred);
  }

  /** What is live at the head of a loop has to be carried into each loop inside it. */
  @Test
  void growsWithDepthOfLoops() throws IOException {
    double five = workPerInstruction(nested(5));
    double fifty = workPerInstruction(nested(50));

    assertThat(fifty).isLessThan(10 * five);
  }

  /** The count itself must notice a walk over all instructions for each of them. */
  @Test
  void countsQuadraticWork() throws IOException {
    double hundred = quadraticWorkPerInstruction(repeated("n += await(stage);", 100));
    double thousand = quadraticWorkPerInstruction(repeated("n += await(stage);", 1_000));

    assertThat(thousand).isGreaterThan(5 * hundred);
  }

  private static String repeated(String statement, int count) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < count; i++) {
      body.append(statement.replace("#", Integer.toString(i))).append('\n');
    }
    return body.toString();
  }

  private static String nested(int depth) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      body.append(
          String.format(Locale.ROOT, "for (int i%d = 0; i%<d < n; i%<d++) { await(stage);\n", i));
    }
    return body.append("n++;").append("}".repeat(depth)).toString();
  }

  private static double workPerInstruction(String body) throws IOException {
    ClassNode owner = compile(body);
    MethodNode method = run(owner);
    Work work = Work.countedIn(method);
    int size = method.instructions.size();

    CoroutineMethod coroutine =
        new CoroutineMethod(owner, method, "Sample$$run", new CastableTypes(owner));
    MethodWeaver.weave(coroutine);

    assertThat(coroutine.points()).isNotEmpty();
    assertThat(work.count()).isGreaterThan(size);
    return (double) work.count() / size;
  }

  private static double quadraticWorkPerInstruction(String body) throws IOException {
    MethodNode method = run(compile(body));
    Work work = Work.countedIn(method);
    method.instructions.forEach(node -> method.instructions.iterator().next());
    return (double) work.count() / method.instructions.size();
  }

  private static MethodNode run(ClassNode owner) {
    return owner.methods.stream()
        .filter(method -> method.name.equals("run"))
        .findFirst()
        .orElseThrow();
  }

  /** Its await is its own until javac is done: the plugin of ours lets no coroutine pass unwoven. */
  private static ClassNode compile(String body) throws IOException {
    JavaFileObject compiled = javac()
        .withOptions("-proc:none", "-g")
        .compile(JavaFileObjects.forSourceString("Sample", SOURCE.formatted(body)))
        .generatedFile(StandardLocation.CLASS_OUTPUT, "Sample.class")
        .orElseThrow();
    try (InputStream in = compiled.openInputStream()) {
      ClassNode owner = new ClassNode();
      new ClassReader(in.readAllBytes()).accept(owner, ClassReader.EXPAND_FRAMES);
      for (AbstractInsnNode node : run(owner).instructions) {
        if (node instanceof MethodInsnNode call && call.name.equals(WovenNames.AWAIT)) {
          call.owner = WovenNames.COROUTINES;
        }
      }
      return owner;
    }
  }
}
