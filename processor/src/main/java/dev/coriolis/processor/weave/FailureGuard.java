package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Makes a method return a failed stage where it would throw or return null.
 *
 * <p>It is all that a coroutine without an await needs.
 */
final class FailureGuard {
  private static final String FAILED =
      "(Ljava/lang/Throwable;Ljava/lang/String;)L" + WovenNames.COMPLETABLE_FUTURE + ";";

  private FailureGuard() {}

  /**
   * Adds it.
   *
   * @param owner the internal name of the method's class
   */
  static void add(MethodNode method, String owner) {
    // What a report calls the coroutine, if nobody looks at its failure.
    String name = owner.replace('/', '.') + "." + method.name;
    InsnList code = method.instructions;
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode handler = new LabelNode();
    for (AbstractInsnNode node : code.toArray()) {
      if (node.getOpcode() == Opcodes.ARETURN) {
        code.insertBefore(node, returned(method, name));
      }
    }
    code.insert(start);
    code.add(end);
    code.add(handler);
    // No local variable: each instruction of the range may come here, whatever it has in its slots.
    code.add(new FrameNode(Opcodes.F_NEW, 0, null, 1, new Object[] {"java/lang/Throwable"}));
    code.add(new LdcInsnNode(name));
    code.add(
        new MethodInsnNode(Opcodes.INVOKESTATIC, WovenNames.FRAMES, WovenNames.FAILED, FAILED));
    code.add(new InsnNode(Opcodes.ARETURN));
    // Last in the table: the handlers of the user's are searched first.
    method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
  }

  private static InsnList returned(MethodNode method, String name) {
    String stage = Type.getReturnType(method.desc).getDescriptor();
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(name));
    code.add(new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        WovenNames.FRAMES,
        "started",
        "(" + stage + "Ljava/lang/String;)" + stage));
    return code;
  }
}
