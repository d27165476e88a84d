package dev.coriolis.processor.weave;

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
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Turns the coroutines of one class file into state machines. */
public final class ClassWeaver {
  private static final Set<String> STAGES =
      Set.of(WovenNames.COMPLETION_STAGE, WovenNames.COMPLETABLE_FUTURE);

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
   * Returns the woven class, or nothing if the class has no coroutine. The same bytes always give the
   * same result.
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
   */
  private record Coroutine(MethodNode entry, MethodNode body, int line) {}

  private Optional<WovenClass> weave() {
    List<MethodNode> methods =
        owner.methods.stream().filter(ClassWeaver::isCoroutine).toList();
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    CastableTypes castable = new CastableTypes(owner);
    List<Coroutine> coroutines =
        methods.stream().map(method -> weave(method, castable)).toList();
    byte[] bytes = write(coroutines);
    Map<String, Integer> sizes = CodeSizes.of(bytes);
    List<WovenMethod> woven = coroutines.stream()
        .map(coroutine -> {
          MethodNode body = coroutine.body();
          int size = sizes.getOrDefault(body.name + body.desc, 0);
          return new WovenMethod(body.name, coroutine.line(), size);
        })
        .toList();
    return Optional.of(new WovenClass(bytes, frames, woven));
  }

  /** A lambda that awaits is a coroutine by itself: javac makes it a method that returns its stage. */
  private static boolean isCoroutine(MethodNode method) {
    boolean annotated = method.invisibleAnnotations != null
        && method.invisibleAnnotations.stream()
            .anyMatch(annotation -> annotation.desc.equals(WovenNames.COROUTINE_DESCRIPTOR));
    boolean synthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
    if (annotated) {
      // A bridge carries the annotation of the method that it calls.
      return !synthetic && method.instructions.size() > 0;
    }
    return synthetic
        && method.name.startsWith("lambda$")
        && STAGES.contains(Type.getReturnType(method.desc).getInternalName())
        && hasAwait(method);
  }

  private static boolean hasAwait(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (CoroutineMethod.isAwait(node)) {
        return true;
      }
    }
    return false;
  }

  private Coroutine weave(MethodNode entry, CastableTypes castable) {
    int line = CoroutineMethod.firstLine(entry);
    if (!hasAwait(entry)) {
      FailureGuard.add(entry);
      return new Coroutine(entry, entry, line);
    }
    CoroutineMethod method = new CoroutineMethod(owner, entry, frameName(entry), castable);
    MethodWeaver.weave(method);
    owner.methods.add(owner.methods.indexOf(entry) + 1, method.body());
    frames.put(method.frameClass().replace('/', '.'), new FrameClass(method).write());
    return new Coroutine(entry, method.body(), line);
  }

  /** Names differ in more than their case: some file systems do not tell {@code a} from {@code A}. */
  private String frameName(MethodNode method) {
    String base = owner.name + "$$" + method.name;
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
