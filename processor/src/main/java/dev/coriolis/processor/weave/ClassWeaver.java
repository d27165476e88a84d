package dev.coriolis.processor.weave;

import dev.coriolis.processor.model.Machine;
import dev.coriolis.processor.names.WovenNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns the coroutines of one class file into state machines. */
public final class ClassWeaver {
  private final ClassNode owner = new ClassNode();
  private final ClassReader reader;
  private final Map<String, byte[]> frames = new LinkedHashMap<>();
  private final Set<String> classNames = new HashSet<>();

  private ClassWeaver(byte[] classFile) {
    reader = new ClassReader(classFile);
    reader.accept(owner, ClassReader.EXPAND_FRAMES);
    owner.innerClasses.forEach(inner -> classNames.add(inner.name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns the woven class, or nothing if the class has no coroutine or is woven already. The same
   * bytes always give the same result.
   *
   * @throws WeaveException if a coroutine cannot be woven
   */
  public static Optional<WovenClass> weave(byte[] classFile) {
    return new ClassWeaver(classFile).weave();
  }

  /**
   * A coroutine of the class.
   *
   * @param body the method that has the code now
   * @param machine what it has become; nothing if it never awaits
   */
  private record Coroutine(
      MethodNode entry, MethodNode body, int line, Optional<Machine> machine) {}

  private Optional<WovenClass> weave() {
    List<MethodNode> methods = FindCoroutines.in(owner);
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    requireStackMaps(methods.get(0));
    CastableTypes castable = new CastableTypes(owner);
    List<Coroutine> coroutines = methods.stream()
        .map(method -> weave(SplitTestMethod.coroutineOf(owner, method), castable))
        .toList();
    byte[] bytes = write(coroutines);
    Map<String, Integer> sizes = CodeSizes.of(bytes);
    List<WovenMethod> woven = coroutines.stream()
        .map(coroutine -> {
          MethodNode body = coroutine.body();
          int size = sizes.getOrDefault(body.name + body.desc, 0);
          return new WovenMethod(body.name, coroutine.line(), size, coroutine.machine());
        })
        .toList();
    return Optional.of(new WovenClass(bytes, frames, woven));
  }

  /** Older class files may do without stack map frames, from which all types are read here. */
  private void requireStackMaps(MethodNode first) {
    int version = owner.version & 0xFFFF;
    if (version < Opcodes.V1_7) {
      throw new WeaveException(
          first.name,
          CoroutineMethod.firstLine(first),
          String.format(
              Locale.ROOT, "its class file has version %d, and 51 (Java 7) is the first", version));
    }
  }

  private Coroutine weave(MethodNode entry, CastableTypes castable) {
    int line = CoroutineMethod.firstLine(entry);
    FrameKind kind = FrameKind.of(entry).orElse(FrameKind.STAGE);
    if (kind == FrameKind.STAGE && !kind.maySuspendIn(entry)) {
      FailureGuard.add(entry, owner.name);
      return new Coroutine(entry, entry, line, Optional.empty());
    }
    CoroutineMethod method = new CoroutineMethod(owner, entry, frameName(entry), castable);
    MethodWeaver.weave(method);
    owner.methods.add(owner.methods.indexOf(entry) + 1, method.body());
    frames.put(method.frameClass().replace('/', '.'), new FrameClass(method).write());
    return new Coroutine(entry, method.body(), line, Optional.of(DescribeMachine.of(method, line)));
  }

  /** Names differ in more than their case: some file systems do not tell {@code a} from {@code A}. */
  private String frameName(MethodNode method) {
    String base = owner.name + WovenNames.FRAME_INFIX + method.name;
    String name = base;
    for (int i = 2; !classNames.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "$" + i;
    }
    return name;
  }

  private byte[] write(List<Coroutine> coroutines) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    try {
      owner.accept(writer);
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      throw tooLarge(
          e.getMethodName(),
          lineOf(e.getMethodName(), coroutines),
          "the woven code of %s has %d bytes, and a method can have 65,535 (JVMS 4.7.3)",
          e.getMethodName(),
          e.getCodeSize());
    } catch (ClassTooLargeException e) {
      Coroutine first = coroutines.get(0);
      throw tooLarge(
          first.entry().name,
          first.line(),
          "the woven class %s has %d constants, and a class can have 65,535 (JVMS 4.1)."
              + " Move some of its coroutines to a class of their own",
          e.getClassName(),
          e.getConstantPoolCount());
    }
  }

  private static WeaveException tooLarge(
      String method, int line, String format, Object name, Object count) {
    return new WeaveException(method, line, String.format(Locale.ROOT, format, name, count));
  }

  private static int lineOf(String method, List<Coroutine> coroutines) {
    return coroutines.stream()
        .filter(coroutine -> coroutine.entry().name.equals(method))
        .mapToInt(Coroutine::line)
        .findFirst()
        .orElse(0);
  }
}
