package dev.coriolis.processor;

import dev.coriolis.processor.weave.WovenClass;
import dev.coriolis.processor.weave.WovenMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Stands in for the weaver where the hook is tested: gives the class a field, and a frame class beside
 * it, and refuses to do so twice.
 */
final class MarkingWeaver implements Function<byte[], Optional<WovenClass>> {
  private static final String MARK = "coriolis$marked";

  /** The size that methods are said to have whose name contains {@code huge}. */
  static final int HUGE_SIZE = 8_001;

  @Override
  public Optional<WovenClass> apply(byte[] classFile) {
    ClassNode node = node(classFile);
    if (isMarked(node)) {
      throw new IllegalStateException(node.name + " must be woven once");
    }
    node.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, MARK, "I", null, null);
    return Optional.of(new WovenClass(
        bytes(node), Map.of(node.name.replace('/', '.') + "$$frame", frame(node)), methods(node)));
  }

  /** Returns whether a class file went through this weaver. */
  static boolean isMarked(byte[] classFile) {
    return isMarked(node(classFile));
  }

  private static boolean isMarked(ClassNode node) {
    return node.fields.stream().anyMatch(field -> field.name.equals(MARK));
  }

  private static List<WovenMethod> methods(ClassNode node) {
    List<WovenMethod> methods = new ArrayList<>();
    for (MethodNode method : node.methods) {
      for (var instruction : method.instructions) {
        if (instruction instanceof LineNumberNode line) {
          int size = method.name.contains("huge") ? HUGE_SIZE : HUGE_SIZE - 1;
          methods.add(new WovenMethod(method.name, line.line, size));
          break;
        }
      }
    }
    return methods;
  }

  private static byte[] frame(ClassNode origin) {
    ClassNode frame = new ClassNode();
    frame.visit(
        Opcodes.V17,
        Opcodes.ACC_SYNTHETIC,
        origin.name + "$$frame",
        null,
        "java/lang/Object",
        null);
    return bytes(frame);
  }

  private static ClassNode node(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node;
  }

  private static byte[] bytes(ClassNode node) {
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }
}
