package dev.coriolis.processor.weave;

import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * An await call that can be reached.
 *
 * @param state the number that a frame suspended here has, from 1
 * @param call the call, until it is replaced
 * @param line its line in the source, or -1 where it is not known
 * @param covered whether a handler of the user's covers the call
 * @param labels the places in the code that replaces the call
 */
record SuspensionPoint(int state, MethodInsnNode call, int line, boolean covered, Labels labels) {

  /**
   * The places at one point.
   *
   * @param suspend where the run is suspended
   * @param resume where the dispatch jumps to
   * @param ready where both a stage that was done at once and one that was awaited have their value
   */
  record Labels(LabelNode suspend, LabelNode resume, LabelNode ready) {
    Labels() {
      this(new LabelNode(), new LabelNode(), new LabelNode());
    }
  }

  LabelNode resume() {
    return labels.resume();
  }
}
