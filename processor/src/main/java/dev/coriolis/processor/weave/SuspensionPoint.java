package dev.coriolis.processor.weave;

import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * An await call, where a run may stop.
 *
 * @param state the number under which the run goes on here, from 1
 * @param call the call in the body; it stays until {@link EmitSuspensions} replaces it
 * @param line the line in the source, or -1 where it is not known
 * @param covered whether a handler of the user's covers the call
 * @param resume where the dispatch jumps to
 */
record SuspensionPoint(
    int state, MethodInsnNode call, int line, boolean covered, LabelNode resume) {}
