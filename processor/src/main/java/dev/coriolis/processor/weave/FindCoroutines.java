package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells which methods of a class file are coroutines, and whether they are woven already. */
final class FindCoroutines {
  private FindCoroutines() {}

  /** Returns the methods to weave, in the order of the class file; none if that has been done. */
  static List<MethodNode> in(ClassNode owner) {
    return isWoven(owner)
        ? List.of()
        : owner.methods.stream().filter(method -> isCoroutine(owner, method)).toList();
  }

  /**
   * Each coroutine of a stage is left with a handler that calls {@code Frames.failed}, and users call
   * none; each other one with a body.
   */
  static boolean isWoven(ClassNode owner) {
    for (MethodNode method : owner.methods) {
      if (isBody(method, owner)) {
        return true;
      }
      for (AbstractInsnNode node : method.instructions) {
        if (node instanceof MethodInsnNode call
            && call.owner.equals(WovenNames.FRAMES)
            && call.name.equals(WovenNames.FAILED)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isBody(MethodNode method, ClassNode owner) {
    return isSynthetic(method)
        && method.desc.contains("L" + owner.name + WovenNames.FRAME_INFIX + method.name);
  }

  /** A lambda that awaits or emits is a coroutine by itself: compilers make it a method that returns its stage. */
  static boolean isCoroutine(ClassNode owner, MethodNode method) {
    if (isAnnotated(method)) {
      // A bridge carries the annotation of the method that it calls. An inline function is copied
      // into its callers, which woven code would not survive.
      return !isSynthetic(method)
          && method.instructions.size() > 0
          && !KotlinMethods.isInlineFunction(method);
    }
    return isLambda(owner, method)
        && FrameKind.of(method).filter(kind -> kind.maySuspendIn(method)).isPresent();
  }

  /** Returns what kind of coroutine this is, or nothing if it is none; a test returns no stage yet. */
  static Optional<FrameKind> kind(ClassNode owner, MethodNode method) {
    return isCoroutine(owner, method)
        ? Optional.of(FrameKind.of(method).orElse(FrameKind.STAGE))
        : Optional.empty();
  }

  static boolean isAnnotated(MethodNode method) {
    return hasAnnotation(method, WovenNames.COROUTINE_DESCRIPTOR::equals)
        || hasAnnotation(method, WovenNames.COROUTINE_TEST_DESCRIPTOR::equals);
  }

  /** Returns whether a test framework calls the method, so that it need not return its stage. */
  static boolean isTest(MethodNode method) {
    return hasAnnotation(method, WovenNames.COROUTINE_TEST_DESCRIPTOR::equals)
        || hasAnnotation(
            method, descriptor -> descriptor.startsWith(WovenNames.JUNIT_DESCRIPTOR_PREFIX));
  }

  private static boolean hasAnnotation(MethodNode method, Predicate<String> descriptor) {
    return Stream.of(method.visibleAnnotations, method.invisibleAnnotations)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(annotation -> descriptor.test(annotation.desc));
  }

  /** Returns whether a compiler made the method of a lambda. */
  static boolean isLambda(ClassNode owner, MethodNode method) {
    return isSynthetic(method) && method.name.startsWith("lambda$")
        || KotlinMethods.isLambda(owner, method);
  }

  static boolean isSynthetic(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0;
  }

  static boolean maySuspend(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (SuspendingCalls.maySuspend(node)) {
        return true;
      }
    }
    return false;
  }
}
