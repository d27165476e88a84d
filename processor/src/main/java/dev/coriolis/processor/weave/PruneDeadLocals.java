package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

/**
 * Takes the local variables that nobody reads any more out of the stack map frames.
 *
 * <p>javac lists each variable that is in scope. Behind a resumption only the live ones have a value,
 * and a frame that asks for another would be refused there (JVMS 4.10.1.1).
 */
final class PruneDeadLocals implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    method.live().forEach((node, slots) -> {
      if (node instanceof FrameNode map) {
        keepReceiverAndFrame(method, slots);
        map.local = prune(map.local, slots);
      }
    });
  }

  private static void keepReceiverAndFrame(CoroutineMethod method, BitSet slots) {
    slots.set(method.frameSlot());
    if (!method.isStatic()) {
      slots.set(0);
    }
  }

  private static List<Object> prune(List<Object> locals, BitSet live) {
    List<Object> result = new ArrayList<>();
    int slot = 0;
    for (Object type : locals) {
      boolean wide = VerificationTypes.isWide(type);
      if (live.get(slot)) {
        result.add(type);
      } else {
        result.add(Opcodes.TOP);
        if (wide) {
          result.add(Opcodes.TOP);
        }
      }
      slot += wide ? 2 : 1;
    }
    while (!result.isEmpty() && result.get(result.size() - 1) == Opcodes.TOP) {
      result.remove(result.size() - 1);
    }
    return result;
  }
}
