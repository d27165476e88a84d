package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.Violation.Rule;
import dev.coriolis.processor.weave.analysis.HeldMonitors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Checks the rules of coroutines on byte code, for class files whose source nobody has checked. */
public final class ClassRules {
  private final ClassNode owner;
  private final InlinedLines lines;
  private final List<Violation> violations = new ArrayList<>();

  private ClassRules(ClassNode owner) {
    this.owner = owner;
    lines = new InlinedLines(owner);
  }

  /**
   * Checks a class; one that is woven already is fine.
   *
   * @throws IllegalArgumentException if the class file is of a version that is not known
   */
  public static CheckedClass check(byte[] classFile) {
    ClassNode owner = new ClassNode();
    new ClassReader(classFile).accept(owner, ClassReader.SKIP_FRAMES);
    ClassRules rules = new ClassRules(owner);
    if (!FindCoroutines.isWoven(owner)) {
      owner.methods.forEach(rules::check);
    }
    return new CheckedClass(
        owner.name.replace('/', '.'), owner.sourceFile, List.copyOf(rules.violations));
  }

  private void check(MethodNode method) {
    if (FindCoroutines.isAnnotated(method) && !FindCoroutines.isSynthetic(method)) {
      checkDeclaration(method);
    }
    if (FindCoroutines.maySuspend(method)) {
      checkCalls(method);
    }
    checkReferences(method);
  }

  private void checkDeclaration(MethodNode method) {
    int line = CoroutineMethod.firstLine(method);
    boolean mayReturnNothing = FindCoroutines.isTest(method);
    if (FrameKind.of(method).isEmpty()
        && !(mayReturnNothing && Type.getReturnType(method.desc) == Type.VOID_TYPE)) {
      add(Rule.WRONG_RETURN_TYPE, method, line, result(method));
    }
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0
        && !KotlinMethods.hasBodiesElsewhere(owner)) {
      boolean isNative = (method.access & Opcodes.ACC_NATIVE) != 0;
      add(Rule.WITHOUT_BODY, method, line, isNative ? "native" : "abstract");
    }
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      add(Rule.SYNCHRONIZED_METHOD, method, line, "");
    }
  }

  private void checkCalls(MethodNode method) {
    Optional<FrameKind> kind = FindCoroutines.kind(owner, method);
    if (kind.isEmpty() && KotlinMethods.isInlineFunction(method)) {
      return; // nobody calls it: the functions that seem to have its code
    }
    HeldMonitors monitors = new HeldMonitors(method);
    int line = 0;
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof LineNumberNode number) {
        line = number.line;
      } else if (kind.filter(each -> each.maySuspendAt(node)).isPresent()) {
        if (monitors.before(node)) {
          add(ruleUnderMonitor(node), method, line, "");
        }
      } else if (kind.isEmpty() && refersTo(node, method)) {
        add(Rule.AWAIT_REFERENCE, method, line, ((MethodInsnNode) node).name);
      } else if (SuspendingCalls.isAwait(node)) {
        Rule rule = kind.isPresent() ? Rule.AWAIT_IN_GENERATOR : ruleOutside(method);
        add(rule, method, line, result(method));
      } else if (SuspendingCalls.isEmit(node) || SuspendingCalls.isEmitAll(node)) {
        Rule rule = kind.filter(FrameKind.PUBLISHER::equals).isPresent()
            ? Rule.EMIT_ALL_IN_PUBLISHER
            : Rule.EMIT_OUTSIDE_GENERATOR;
        add(rule, method, line, result(method));
      }
    }
  }

  private static Rule ruleUnderMonitor(AbstractInsnNode node) {
    return SuspendingCalls.awaitsScope(node) ? Rule.CLOSE_UNDER_MONITOR : Rule.AWAIT_UNDER_MONITOR;
  }

  /** Kotlin makes a method of a reference, and this is its call. */
  private boolean refersTo(AbstractInsnNode node, MethodNode method) {
    return node instanceof MethodInsnNode call
        && SuspendingCalls.isSuspending(call.owner, call.name)
        && KotlinMethods.isReference(owner, method);
  }

  private Rule ruleOutside(MethodNode method) {
    if (KotlinMethods.isSuspendFunction(owner, method)) {
      return Rule.AWAIT_IN_SUSPEND_FUNCTION;
    }
    return switch (method.name) {
      case "<init>" -> Rule.AWAIT_IN_CONSTRUCTOR;
      case "<clinit>" -> Rule.AWAIT_IN_STATIC_INITIALISER;
      default ->
        FindCoroutines.isLambda(owner, method)
            ? Rule.AWAIT_IN_PLAIN_LAMBDA
            : Rule.AWAIT_IN_PLAIN_METHOD;
    };
  }

  private void checkReferences(MethodNode method) {
    int line = 0;
    for (AbstractInsnNode node : method.instructions) {
      if (node instanceof LineNumberNode number) {
        line = number.line;
      } else if (node instanceof InvokeDynamicInsnNode call) {
        int place = line;
        referred(call).ifPresent(name -> add(Rule.AWAIT_REFERENCE, method, place, name));
      }
    }
  }

  /** Returns the name of the suspending method that a method reference is of. */
  private static Optional<String> referred(InvokeDynamicInsnNode call) {
    return Stream.of(call.bsmArgs)
        .filter(Handle.class::isInstance)
        .map(Handle.class::cast)
        .filter(handle -> SuspendingCalls.isSuspending(handle.getOwner(), handle.getName()))
        .map(Handle::getName)
        .findFirst();
  }

  private static String result(MethodNode method) {
    return Type.getReturnType(method.desc).getClassName();
  }

  private void add(Rule rule, MethodNode method, int line, String detail) {
    violations.add(new Violation(rule, method.name, lines.inFile(line), detail));
  }
}
