package dev.coriolis.processor.weave;

import dev.coriolis.processor.names.WovenNames;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The kinds of frame that a coroutine can have: what it returns decides. */
enum FrameKind {
  /** Of a stage. It is made at the first suspension, and is the stage. */
  STAGE(WovenNames.FRAME, "resume", "()L" + WovenNames.COMPLETION_STAGE + ";"),
  /** Of a generator. It is made by the call, and is the generator. */
  GENERATOR(WovenNames.GENERATOR_FRAME, "resume", "()Z"),
  /** Of a run of a publisher. It is made when somebody subscribes. */
  PUBLISHER(WovenNames.PUBLISHER_FRAME, "proceed", "()Ljava/lang/Object;");

  private static final Map<String, FrameKind> BY_RESULT = Map.of(
      WovenNames.COMPLETION_STAGE, STAGE,
      WovenNames.COMPLETABLE_FUTURE, STAGE,
      WovenNames.GENERATOR, GENERATOR,
      WovenNames.PUBLISHER, PUBLISHER);

  private final String superclass;
  private final String resumeName;
  private final String resumeDescriptor;

  FrameKind(String superclass, String resumeName, String resumeDescriptor) {
    this.superclass = superclass;
    this.resumeName = resumeName;
    this.resumeDescriptor = resumeDescriptor;
  }

  /** Returns the kind of a method's frame, or nothing if it returns what no coroutine can. */
  static Optional<FrameKind> of(MethodNode method) {
    Type result = Type.getReturnType(method.desc);
    return result.getSort() == Type.OBJECT
        ? Optional.ofNullable(BY_RESULT.get(result.getInternalName()))
        : Optional.empty();
  }

  String superclass() {
    return superclass;
  }

  /** Returns the name of the method that calls the body. */
  String resumeName() {
    return resumeName;
  }

  String resumeDescriptor() {
    return resumeDescriptor;
  }

  /**
   * Returns the type of what the body returns: that of a generator says whether it has emitted, and that
   * of a publisher returns its frame, which is no publisher. A proxy would refuse it.
   */
  Type bodyResult(MethodNode entry) {
    return switch (this) {
      case STAGE -> Type.getReturnType(entry.desc);
      case GENERATOR -> Type.BOOLEAN_TYPE;
      case PUBLISHER -> Type.getType(Object.class);
    };
  }

  /** Returns whether the body always has a frame, which brings the parameters along. */
  boolean beginsWithFrame() {
    return this != STAGE;
  }

  /** Returns whether such a coroutine may be suspended here. */
  boolean maySuspendAt(AbstractInsnNode node) {
    return switch (this) {
      case STAGE -> SuspendingCalls.isAwait(node) || SuspendingCalls.awaitsScope(node);
      case GENERATOR -> SuspendingCalls.isEmit(node) || SuspendingCalls.isEmitAll(node);
      case PUBLISHER ->
        SuspendingCalls.isAwait(node)
            || SuspendingCalls.awaitsScope(node)
            || SuspendingCalls.isEmit(node);
    };
  }

  /** Returns whether such a coroutine may be suspended anywhere in this method. */
  boolean maySuspendIn(MethodNode method) {
    for (AbstractInsnNode node : method.instructions) {
      if (maySuspendAt(node)) {
        return true;
      }
    }
    return false;
  }
}
