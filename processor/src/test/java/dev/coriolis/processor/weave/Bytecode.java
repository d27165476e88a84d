package dev.coriolis.processor.weave;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.StandardLocation;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.commons.SimpleRemapper;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** Methods written by hand or by javac, and their code as text. */
final class Bytecode {
  static final String STAGE = "Ljava/util/concurrent/CompletionStage;";
  static final String GENERATOR = "Ldev/coriolis/Generator;";
  static final String PUBLISHER = "Ljava/util/concurrent/Flow$Publisher;";

  private Bytecode() {}

  /** Returns the static method {@code run} of the class {@code Foo} with this code. */
  static MethodNode method(String descriptor, Consumer<MethodVisitor> code) {
    MethodNode method =
        new MethodNode(Opcodes.ASM9, Opcodes.ACC_STATIC, "run", descriptor, null, null);
    code.accept(method);
    method.visitMaxs(10, 10);
    return method;
  }

  /** Returns the method as a coroutine before the first pass. */
  static CoroutineMethod coroutine(String descriptor, Consumer<MethodVisitor> code) {
    MethodNode method = method(descriptor, code);
    ClassNode owner = new ClassNode();
    owner.name = "Foo";
    owner.version = Opcodes.V17;
    owner.methods.add(method);
    return new CoroutineMethod(owner, method, "Foo$$run", new CastableTypes(owner));
  }

  /** Returns the method after these passes. */
  static CoroutineMethod after(List<Pass> passes, String descriptor, Consumer<MethodVisitor> code) {
    CoroutineMethod method = coroutine(descriptor, code);
    passes.forEach(pass -> pass.run(method));
    return method;
  }

  /** Appends a call of {@code await}. */
  static void await(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "dev/coriolis/Coroutines",
        "await",
        "(" + STAGE + ")Ljava/lang/Object;",
        false);
  }

  /** Appends a call of {@code emit}. */
  static void emit(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "dev/coriolis/Generator",
        "emit",
        "(Ljava/lang/Object;)Ljava/lang/Object;",
        true);
  }

  /** Returns the code, an instruction a line; labels are numbered in their order. */
  static List<String> text(MethodNode method) {
    Textifier text = new Textifier();
    method.accept(new TraceMethodVisitor(text));
    return text.text.stream()
        .flatMap(line -> line.toString().lines())
        .map(String::strip)
        .filter(line -> !line.startsWith("MAX") && !line.startsWith("//"))
        .toList();
  }

  /**
   * Returns the class file of the class {@code Sample} as javac writes it. It is compiled against
   * stand-ins of other names: our plugin would complain of coroutines that are not woven.
   */
  static byte[] compile(String source) {
    var compilation = javac()
        .withOptions("-proc:none", "-g", "--release", "17")
        .compile(
            JavaFileObjects.forSourceString("Sample", source.replace("dev.coriolis", "plain")),
            JavaFileObjects.forSourceString(
                "plain.Coroutine", "package plain; public @interface Coroutine {}"),
            JavaFileObjects.forSourceString("plain.Coroutines", """
                package plain;
                public class Coroutines {
                  public static <T> T await(java.util.concurrent.CompletionStage<T> s) { return null; }
                }
                """),
            JavaFileObjects.forSourceString("plain.Generator", """
                package plain;
                import java.util.concurrent.Flow;
                public interface Generator<Y, S> extends Iterable<Y> {
                  static <S> S emit(Object element) { return null; }
                  static Object emitAll(Iterable<?> elements) { return null; }
                  static <Y, S> End<Y, S> end() { return null; }
                  interface End<Y, S> extends Generator<Y, S>, Flow.Publisher<Y> {}
                }
                """),
            JavaFileObjects.forSourceString("plain.Scope", """
                package plain;
                public class Scope implements AutoCloseable {
                  public static Scope open() { return null; }
                  public static Scope open(java.time.Duration duration) { return null; }
                  public void close() {}
                }
                """));
    var file =
        compilation.generatedFile(StandardLocation.CLASS_OUTPUT, "Sample.class").orElseThrow();
    try (var in = file.openInputStream()) {
      return renamed(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] renamed(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    Remapper names = new SimpleRemapper(
        Opcodes.ASM9,
        Map.of(
            "plain/Coroutine", "dev/coriolis/Coroutine",
            "plain/Coroutines", "dev/coriolis/Coroutines",
            "plain/Generator", "dev/coriolis/Generator",
            "plain/Generator$End", "dev/coriolis/Generator$End",
            "plain/Scope", "dev/coriolis/Scope"));
    new ClassReader(classFile).accept(new ClassRemapper(writer, names), 0);
    return writer.toByteArray();
  }

  static ClassNode read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node;
  }
}
