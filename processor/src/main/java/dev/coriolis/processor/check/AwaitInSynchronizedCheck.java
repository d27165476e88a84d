package dev.coriolis.processor.check;

import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;

/**
 * Reports each await and emit inside a {@code synchronized} block of a coroutine, and what becomes an
 * await: the end of a scope, the beginning of one that has some time only.
 */
final class AwaitInSynchronizedCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION, Tree.Kind.TRY);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    boolean ofScope = language.awaitsScope(path);
    if ((ofScope || language.isAwait(path) || language.isEmit(path) || language.isEmitAll(path))
        && isUnderMonitor(path)
        && Body.around(path).maySuspendAt(path, language)) {
      reporter.report(
          ofScope ? Diagnostic.CLOSE_IN_SYNCHRONIZED : Diagnostic.AWAIT_IN_SYNCHRONIZED, path);
    }
  }

  /** Looks no further than the body around the await: a lambda runs outside the block, if ever. */
  private static boolean isUnderMonitor(TreePath await) {
    Tree end = Body.around(await).path().getLeaf();
    for (TreePath path = await; path.getLeaf() != end; path = path.getParentPath()) {
      // The expression of the lock is evaluated before the monitor is taken.
      if (path.getParentPath().getLeaf() instanceof SynchronizedTree monitor
          && monitor.getBlock() == path.getLeaf()) {
        return true;
      }
    }
    return false;
  }
}
