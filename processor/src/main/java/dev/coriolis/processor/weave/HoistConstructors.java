package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.Facts;
import dev.coriolis.processor.weave.analysis.TypeSimulation;
import dev.coriolis.processor.weave.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * <p>Eclipse's compiler leaves the {@code dup} out where nobody reads the object; then so does this. A
 * {@code try} in a {@code switch} expression needs an empty stack, so compilers put what is on it into
 * variables before, and back behind it: there is no object any more to be moved, so that code goes.
 *
 * <p>An object whose constructor has not run can be in no field (JVMS 4.10.1.9, {@code putfield}). The
 * first {@code new} stays, because it decides when the class is initialised.
 */
final class HoistConstructors implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode body = method.body();
    if (!labelNews(body)) {
      return; // no object is made, so none waits for its constructor: types need not be looked at
    }
    Set<VarInsnNode> moves = PendingMoves.in(body);
    Facts<VerificationTypes> types = types(method, moves);
    Set<Object> hoisted = pending(method, types);
    if (hoisted.isEmpty()) {
      return;
    }
    Map<Object, Integer> copies = new HashMap<>();
    int firstSlot = body.maxLocals;
    for (AbstractInsnNode node : body.instructions.toArray()) {
      if (node instanceof FrameNode map) {
        forget(hoisted, map);
      } else if (isConstructor(node) && hoisted.contains(target((MethodInsnNode) node, types))) {
        MethodInsnNode constructor = (MethodInsnNode) node;
        Object target = target(constructor, types);
        int found = Collections.frequency(types.of(constructor).stack(), target);
        copies.put(target, found);
        remake(constructor, found, firstSlot, body);
      } else if (node instanceof VarInsnNode move
          && moves.contains(move)
          && hoisted.contains(moved(move, types))) {
        body.instructions.remove(move);
      }
    }
    dropFirst(method, hoisted, copies);
  }

  /** Takes the objects out of a stack map frame: nothing has their place on the stack. */
  private static void forget(Set<Object> hoisted, FrameNode map) {
    map.stack = map.stack.stream().filter(type -> !hoisted.contains(type)).toList();
    map.local = map.local.stream()
        .map(type -> hoisted.contains(type) ? Opcodes.TOP : type)
        .toList();
  }

  /**
   * Puts a label in front of each {@code new}, by which the types in a stack map frame name it; returns
   * whether there is one.
   */
  private static boolean labelNews(MethodNode body) {
    boolean found = false;
    for (AbstractInsnNode node : body.instructions.toArray()) {
      if (node.getOpcode() == Opcodes.NEW) {
        found = true;
        if (!(node.getPrevious() instanceof LabelNode)) {
          body.instructions.insertBefore(node, new LabelNode());
        }
      }
    }
    return found;
  }

  private static Facts<VerificationTypes> types(CoroutineMethod method, Set<VarInsnNode> moves) {
    Set<AbstractInsnNode> wanted = method.calls();
    wanted.addAll(moves);
    for (AbstractInsnNode node : method.body().instructions) {
      if (isConstructor(node)) {
        wanted.add(node);
      }
    }
    return TypeSimulation.before(wanted, method.owner().name, method.variables(), method.body());
  }

  /** Returns the labels of the objects that wait for their constructor while something is awaited. */
  private static Set<Object> pending(CoroutineMethod method, Facts<VerificationTypes> types) {
    Set<Object> pending = new HashSet<>();
    for (SuspensionPoint point : method.points()) {
      VerificationTypes before = types.of(point.call());
      Stream.concat(before.stack().stream(), before.locals().stream())
          .filter(TypeSimulation::isUninitialized)
          .forEach(pending::add);
    }
    return pending;
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

  /** Returns the type of what is put into a variable, or fetched from it. */
  private static Object moved(VarInsnNode move, Facts<VerificationTypes> types) {
    return types
        .find(move)
        .map(before -> move.getOpcode() == Opcodes.ALOAD
            ? before.local(move.var)
            : before.stack().get(before.stack().size() - 1))
        .orElse(Opcodes.TOP);
  }

  /** Drops the objects where they are made first. */
  private static void dropFirst(
      CoroutineMethod method, Set<Object> hoisted, Map<Object, Integer> copies) {
    for (AbstractInsnNode node : method.body().instructions.toArray()) {
      if (node.getOpcode() == Opcodes.NEW) {
        label(node, hoisted).ifPresent(label -> drop(node, copies.get(label), method));
      }
    }
  }

  private static Optional<Object> label(AbstractInsnNode creation, Set<Object> labels) {
    for (AbstractInsnNode before = creation.getPrevious();
        before != null && before.getOpcode() < 0;
        before = before.getPrevious()) {
      if (labels.contains(before)) {
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  /**
   * Drops an object where it is made first.
   *
   * @param copies how many its constructor finds; null if that is never reached
   */
  private static void drop(
      AbstractInsnNode creation, @Nullable Integer copies, CoroutineMethod method) {
    AbstractInsnNode next = creation.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    boolean duplicated = next != null && next.getOpcode() == Opcodes.DUP;
    if (copies != null && copies != (duplicated ? 2 : 1)) {
      throw method.failure(
          "an await in the arguments of a constructor is only known after the bytes 'new; dup' or"
              + " 'new', as javac and Eclipse write them. Assign the awaited value to a variable first");
    }
    if (duplicated) {
      method.body().instructions.set(next, new InsnNode(Opcodes.POP));
    } else {
      method.body().instructions.insert(creation, new InsnNode(Opcodes.POP));
    }
  }

  /** The slots are free again behind the constructor, so that all constructors use the same. */
  private static void remake(
      MethodInsnNode constructor, int copies, int firstSlot, MethodNode body) {
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
    if (copies == 2) {
      code.add(new InsnNode(Opcodes.DUP));
    }
    for (int i = 0; i < arguments.size(); i++) {
      code.add(new VarInsnNode(arguments.get(i).getOpcode(Opcodes.ILOAD), slots.get(i)));
    }
    body.instructions.insertBefore(constructor, code);
  }
}
