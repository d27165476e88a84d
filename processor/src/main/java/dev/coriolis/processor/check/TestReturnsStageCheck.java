package dev.coriolis.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;

/** Reports each coroutine that JUnit would leave out, because it returns its stage. */
final class TestReturnsStageCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    if (language.isCoroutine(path)
        && language.element(path) instanceof ExecutableElement method
        && language.isTest(method)
        && language.kindOf(method.getReturnType()).isPresent()) {
      reporter.report(Diagnostic.TEST_RETURNS_STAGE, path, method.getReturnType());
    }
  }
}
