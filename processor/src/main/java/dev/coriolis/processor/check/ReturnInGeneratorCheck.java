package dev.coriolis.processor.check;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import dev.coriolis.processor.names.RuntimeNames;
import java.util.Set;

/** Reports each return of a coroutine with elements that does not return its end. */
final class ReturnInGeneratorCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.RETURN);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    ExpressionTree result = ((ReturnTree) path.getLeaf()).getExpression();
    if (result != null
        && Body.around(path).woven(language).filter(CoroutineKind::emits).isPresent()
        && !isEnd(new TreePath(path, result), language)) {
      reporter.report(Diagnostic.RETURN_IN_GENERATOR, path);
    }
  }

  /** A choice between ends is of the type that is returned; a switch is left to the run time. */
  private static boolean isEnd(TreePath path, Language language) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parentheses) {
      return isEnd(new TreePath(path, parentheses.getExpression()), language);
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return isEnd(new TreePath(path, choice.getTrueExpression()), language)
          && isEnd(new TreePath(path, choice.getFalseExpression()), language);
    }
    return tree.getKind() == Tree.Kind.SWITCH_EXPRESSION
        || language.type(path) == null // javac has said why
        || language.isOfType(path, RuntimeNames.GENERATOR_END);
  }
}
