package dev.coriolis.processor.weave;

import java.util.List;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * A call of {@code await} or {@code emit} that can be reached.
 *
 * @param state the number that a frame suspended here has, from 1
 * @param call the call, until it is replaced
 * @param line its line in the source, or -1 where it is not known
 * @param handlers the handlers of the user's that cover the call, in the order of their search
 * @param labels the places in the code that replaces the call
 */
record SuspensionPoint(
    int state, MethodInsnNode call, int line, List<TryCatchBlockNode> handlers, Labels labels) {

  /**
   * The places at one point.
   *
   * @param suspend where the run is suspended
   * @param resume where the dispatch jumps to
   * @param reloaded where all variables have their values back, and the result is asked for
   * @param ready where both a stage that was done at once and one that was awaited have their value
   */
  record Labels(LabelNode suspend, LabelNode resume, LabelNode reloaded, LabelNode ready) {
    Labels() {
      this(new LabelNode(), new LabelNode(), new LabelNode(), new LabelNode());
    }
  }

  /** Returns whether a failure of the stage is to be thrown in the body. */
  boolean covered() {
    return !handlers.isEmpty();
  }

  LabelNode resume() {
    return labels.resume();
  }
}
