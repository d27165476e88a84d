package dev.coriolis.processor.check;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;

/** Reports each {@code Coroutines::await}, {@code Generator::emit} and {@code Generator::emitAll}. */
final class AwaitReferenceCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.MEMBER_REFERENCE);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    if (language.isSuspendingReference(path)) {
      reporter.report(
          Diagnostic.AWAIT_REFERENCE, path, ((MemberReferenceTree) path.getLeaf()).getName());
    }
  }
}
