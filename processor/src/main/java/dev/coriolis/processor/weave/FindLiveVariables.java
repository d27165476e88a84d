package dev.coriolis.processor.weave;

import dev.coriolis.processor.weave.analysis.ControlFlow;
import dev.coriolis.processor.weave.analysis.Liveness;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the variables that are live at the method's start, at each stack map frame and at each
 * suspension point.
 *
 * <pre>
 *   aload b             // b, length
 *   invokestatic await  // length
 *   ...
 *   iload length        // length
 * </pre>
 */
final class FindLiveVariables implements Pass {

  @Override
  public void run(CoroutineMethod method) {
    MethodNode body = method.body();
    ControlFlow flow = new ControlFlow(body);
    Set<AbstractInsnNode> calls = method.calls();
    AbstractInsnNode first = body.instructions.getFirst();
    method.setLive(
        flow,
        new Liveness(flow)
            .before(node -> node == first || node instanceof FrameNode || calls.contains(node)));
  }
}
