package dev.coriolis.processor.check;

import com.sun.source.util.TreePath;

/** The kinds of coroutine, by what they return: they are suspended at different calls. */
public enum CoroutineKind {
  /** Returns a stage, and awaits. */
  STAGE,
  /** Returns a generator, and emits. */
  GENERATOR,
  /** Returns a publisher, and does both. */
  PUBLISHER;

  /** Returns whether it may await, and awaits its scopes. */
  boolean awaits() {
    return this != GENERATOR;
  }

  /** Returns whether it has elements. */
  boolean emits() {
    return this != STAGE;
  }

  /** Returns whether a coroutine of this kind may be suspended at the tree. */
  boolean maySuspendAt(TreePath path, Language language) {
    return (awaits() && (language.isAwait(path) || language.awaitsScope(path)))
        || (emits() && language.isEmit(path))
        || (this == GENERATOR && language.isEmitAll(path));
  }
}
