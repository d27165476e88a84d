package dev.coriolis.processor.check;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;

/** Warns of each stage that a coroutine returns from a {@code try} which does not outlive it. */
final class ReturnInTryCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.RETURN);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    ExpressionTree stage = ((ReturnTree) path.getLeaf()).getExpression();
    if (stage != null
        && isGuarded(path)
        && mayBePending(new TreePath(path, stage), language)
        && Body.around(path).woven(language).filter(CoroutineKind.STAGE::equals).isPresent()) {
      reporter.report(Diagnostic.RETURN_IN_TRY, path);
    }
  }

  private static boolean isGuarded(TreePath statement) {
    Tree end = Body.around(statement).path().getLeaf();
    for (TreePath path = statement; path.getLeaf() != end; path = path.getParentPath()) {
      if (path.getParentPath().getLeaf() instanceof TryTree tried
          && guards(tried, path.getLeaf())) {
        return true;
      }
    }
    return false;
  }

  /** The block has all three guards; a catch block only has the {@code finally} after it. */
  private static boolean guards(TryTree tried, Tree part) {
    boolean hasFinally = tried.getFinallyBlock() != null;
    if (part == tried.getBlock()) {
      return hasFinally
          || !tried.getCatches().isEmpty()
          || !tried.getResources().isEmpty();
    }
    return hasFinally && part != tried.getFinallyBlock();
  }

  /** What is complete already cannot fail later, so nothing is lost with it. */
  private static boolean mayBePending(TreePath path, Language language) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parentheses) {
      return mayBePending(new TreePath(path, parentheses.getExpression()), language);
    }
    if (tree instanceof TypeCastTree cast) {
      return mayBePending(new TreePath(path, cast.getExpression()), language);
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return mayBePending(new TreePath(path, choice.getTrueExpression()), language)
          || mayBePending(new TreePath(path, choice.getFalseExpression()), language);
    }
    if (language.type(path) == null) {
      return false; // javac has said why
    }
    return switch (tree.getKind()) {
      case NULL_LITERAL -> false;
      case METHOD_INVOCATION -> !language.isCompletedStage(path);
      default -> true;
    };
  }
}
