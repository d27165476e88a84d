package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Tells what stands in the source for a method that Kotlin's compiler has made.
 *
 * <p>It makes a lambda or a function reference a private method, next to the code that uses it, or the only method of a
 * class. Neither is synthetic; what a class is for is in its {@code kotlin.Metadata}.
 */
final class KotlinMethods {
  private static final String METADATA = "Lkotlin/Metadata;";
  private static final String CONTINUATION = "kotlin/coroutines/Continuation";

  /** As in {@code run$lambda$0}; that in it is {@code run$lambda$0$0}, or a lambda of a local function. */
  private static final Pattern LAMBDA_NAME = Pattern.compile(".+\\$lambda\\$(.+\\$)?\\d+");

  /** The variable that marks, for debuggers, what is code of an inline function. */
  private static final String INLINE_MARK = "$i$f$";

  /** The kind of a class that no class of the source stands for. */
  private static final Integer SYNTHETIC_CLASS = 3;

  /** As in {@code run$await}. */
  private static final Pattern REFERENCE_NAME = Pattern.compile(
      ".+\\$(" + String.join("|", WovenNames.AWAIT, WovenNames.EMIT, WovenNames.EMIT_ALL) + ")");

  private KotlinMethods() {}

  /** Returns whether the method is a lambda or an anonymous function. */
  static boolean isLambda(ClassNode owner, MethodNode method) {
    if (isPrivateStatic(method)) {
      return metadata(owner).isPresent() && LAMBDA_NAME.matcher(method.name).matches();
    }
    return isOnlyMethod(method) && isSynthetic(owner) && !isOfReference(owner);
  }

  /** Returns whether the method only calls one that suspends, because there is a reference to that. */
  static boolean isReference(ClassNode owner, MethodNode method) {
    if (isPrivateStatic(method)) {
      return metadata(owner).isPresent() && REFERENCE_NAME.matcher(method.name).matches();
    }
    return isOnlyMethod(method) && isSynthetic(owner) && isOfReference(owner);
  }

  /** Returns whether Kotlin suspends the method, in its own way. */
  static boolean isSuspendFunction(ClassNode owner, MethodNode method) {
    Type[] parameters = Type.getArgumentTypes(method.desc);
    return parameters.length > 0
            && parameters[parameters.length - 1].getSort() == Type.OBJECT
            && parameters[parameters.length - 1].getInternalName().equals(CONTINUATION)
        || owner.superName != null && owner.superName.endsWith("/SuspendLambda");
  }

  /**
   * Returns whether the method is what is left of an inline function: its code is in the functions that
   * call it, and these are coroutines or not.
   */
  static boolean isInlineFunction(MethodNode method) {
    if (method.localVariables != null) {
      String mark = INLINE_MARK + method.name.replaceFirst("\\$default$", "");
      for (LocalVariableNode variable : method.localVariables) {
        // In a caller of the same name, what is inlined ends before the caller does.
        if (variable.name.equals(mark) && isLast(variable.end)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns whether the bodies of the methods of this interface are in another class. */
  static boolean hasBodiesElsewhere(ClassNode owner) {
    return metadata(owner).isPresent()
        && owner.innerClasses.stream()
            .anyMatch(inner -> inner.name.equals(owner.name + "$DefaultImpls"));
  }

  private static boolean isPrivateStatic(MethodNode method) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
    return (method.access & access) == access;
  }

  /** The others of such a class are its constructor and a bridge. */
  private static boolean isOnlyMethod(MethodNode method) {
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
    return (method.access & access) == Opcodes.ACC_FINAL;
  }

  private static boolean isOfReference(ClassNode owner) {
    return owner.superName.equals("kotlin/jvm/internal/FunctionReferenceImpl");
  }

  private static boolean isSynthetic(ClassNode owner) {
    return metadata(owner).flatMap(data -> value(data, "k")).equals(Optional.of(SYNTHETIC_CLASS));
  }

  private static Optional<AnnotationNode> metadata(ClassNode owner) {
    return Stream.ofNullable(owner.visibleAnnotations)
        .flatMap(List::stream)
        .filter(annotation -> annotation.desc.equals(METADATA))
        .findFirst();
  }

  private static Optional<Object> value(AnnotationNode annotation, String name) {
    List<Object> values = Objects.requireNonNullElse(annotation.values, List.of());
    int index = values.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values.get(index + 1));
  }

  private static boolean isLast(AbstractInsnNode node) {
    AbstractInsnNode next = node;
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next == null;
  }
}
