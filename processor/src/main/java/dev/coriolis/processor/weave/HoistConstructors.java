package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.Facts;
import dev.coriolis.processor.weave.analysis.TypeSimulation;
import dev.coriolis.processor.weave.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes an object after its constructor's arguments, where one of them awaits.
 *
 * <pre>
 *   before                         after
 *   new Foo      // Foo?           new Foo      // initialises the class, as before
 *   dup          // Foo? Foo?      pop
 *   (await)      // Foo? Foo? v    (await)      // v
 *                                  astore t
 *                                  new Foo      // Foo?
 *                                  dup          // Foo? Foo?
 *                                  aload t      // Foo? Foo? v
 *   invokespecial Foo.&lt;init>       invokespecial Foo.&lt;init>
 * </pre>
 *
 * <p>An object whose constructor has not run can be in no field (JVMS 4.10.1.9, {@code putfield}). The
 * first {@code new} stays, because it decides when the class is initialised.
 */
final class HoistConstructors implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode body = method.body();
    labelNews(body);
    Facts<VerificationTypes> types = types(method);
    Set<Object> hoisted = pending(method, types);
    if (hoisted.isEmpty()) {
      return;
    }
    int firstSlot = body.maxLocals;
    for (AbstractInsnNode node : body.instructions.toArray()) {
      if (node instanceof FrameNode map) {
        map.stack = map.stack.stream().filter(type -> !hoisted.contains(type)).toList();
      } else if (isConstructor(node) && hoisted.contains(target((MethodInsnNode) node, types))) {
        remake((MethodInsnNode) node, firstSlot, body);
      } else if (node.getOpcode() == Opcodes.NEW && isLabelled(node, hoisted)) {
        dropDuplicate(node, method);
      }
    }
  }

  /** The types in a stack map frame name a {@code new} by a label in front of it. */
  private static void labelNews(MethodNode body) {
    for (AbstractInsnNode node : body.instructions.toArray()) {
      if (node.getOpcode() == Opcodes.NEW && !(node.getPrevious() instanceof LabelNode)) {
        body.instructions.insertBefore(node, new LabelNode());
      }
    }
  }

  private static Facts<VerificationTypes> types(CoroutineMethod method) {
    Set<AbstractInsnNode> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    method.points().forEach(point -> wanted.add(point.call()));
    for (AbstractInsnNode node : method.body().instructions) {
      if (isConstructor(node)) {
        wanted.add(node);
      }
    }
    return TypeSimulation.before(wanted, method.owner().name, method.body());
  }

  /** Returns the labels of the objects that wait for their constructor while something is awaited. */
  private static Set<Object> pending(CoroutineMethod method, Facts<VerificationTypes> types) {
    Set<Object> labels = new HashSet<>();
    for (SuspensionPoint point : method.points()) {
      for (Object type : types.of(point.call()).stack()) {
        if (TypeSimulation.isUninitialized(type)) {
          labels.add(type);
        }
      }
    }
    return labels;
  }

  private static boolean isConstructor(AbstractInsnNode node) {
    return node instanceof MethodInsnNode call && call.name.equals("<init>");
  }

  private static Object target(MethodInsnNode constructor, Facts<VerificationTypes> types) {
    int size = Type.getArgumentsAndReturnSizes(constructor.desc) >> 2;
    return types
        .find(constructor)
        .map(before -> before.stack().get(before.stack().size() - size))
        .orElse(Opcodes.TOP);
  }

  private static boolean isLabelled(AbstractInsnNode node, Set<Object> labels) {
    for (AbstractInsnNode before = node.getPrevious();
        before != null && before.getOpcode() < 0;
        before = before.getPrevious()) {
      if (labels.contains(before)) {
        return true;
      }
    }
    return false;
  }

  private static void dropDuplicate(AbstractInsnNode creation, CoroutineMethod method) {
    AbstractInsnNode next = creation.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    if (next == null || next.getOpcode() != Opcodes.DUP) {
      throw method.failure(
          "an await in the arguments of a constructor is only known after the bytes 'new; dup', as"
              + " javac writes them. Assign the awaited value to a variable first");
    }
    method.body().instructions.set(next, new InsnNode(Opcodes.POP));
  }

  /** The slots are free again behind the constructor, so that all constructors use the same. */
  private static void remake(MethodInsnNode constructor, int firstSlot, MethodNode body) {
    List<Type> arguments = List.of(Type.getArgumentTypes(constructor.desc));
    List<Integer> slots = new ArrayList<>();
    int next = firstSlot;
    for (Type argument : arguments) {
      slots.add(next);
      next += argument.getSize();
    }
    body.maxLocals = Math.max(body.maxLocals, next);
    InsnList code = new InsnList();
    for (int i = arguments.size() - 1; i >= 0; i--) {
      code.add(new VarInsnNode(arguments.get(i).getOpcode(Opcodes.ISTORE), slots.get(i)));
    }
    code.add(new LabelNode());
    code.add(new TypeInsnNode(Opcodes.NEW, constructor.owner));
    code.add(new InsnNode(Opcodes.DUP));
    for (int i = 0; i < arguments.size(); i++) {
      code.add(new VarInsnNode(arguments.get(i).getOpcode(Opcodes.ILOAD), slots.get(i)));
    }
    body.instructions.insertBefore(constructor, code);
  }
}
