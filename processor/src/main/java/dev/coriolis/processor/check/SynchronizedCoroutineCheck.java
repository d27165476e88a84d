package dev.coriolis.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Reports each {@code @Coroutine} method that is {@code synchronized}. */
final class SynchronizedCoroutineCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    MethodTree method = (MethodTree) path.getLeaf();
    if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)
        && language.isCoroutine(path)) {
      reporter.report(Diagnostic.SYNCHRONIZED_COROUTINE, path);
    }
  }
}
