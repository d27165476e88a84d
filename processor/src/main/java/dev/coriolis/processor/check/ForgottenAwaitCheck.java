package dev.coriolis.processor.check;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;

/** Warns of each call of a coroutine whose stage, generator or publisher nobody gets. */
final class ForgottenAwaitCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.EXPRESSION_STATEMENT, Tree.Kind.LAMBDA_EXPRESSION);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    TreePath call = new TreePath(path, expression(path.getLeaf()));
    if (!language.callsCoroutine(call) || !isDropped(path, language)) {
      return;
    }
    // A test returns nothing, and whoever runs tests waits for it.
    if (language.element(call) instanceof ExecutableElement method
        && method.getReturnType().getKind() != TypeKind.VOID) {
      reporter.report(diagnostic(method, language), call, method.getSimpleName());
    }
  }

  private static Diagnostic diagnostic(ExecutableElement method, Language language) {
    return language.kindOf(method.getReturnType()).filter(CoroutineKind::emits).isPresent()
        ? Diagnostic.DROPPED_GENERATOR
        : Diagnostic.FORGOTTEN_AWAIT;
  }

  private static Tree expression(Tree tree) {
    return tree instanceof LambdaExpressionTree lambda
        ? lambda.getBody()
        : ((ExpressionStatementTree) tree).getExpression();
  }

  /** A statement drops its value; so does a lambda that is one expression, if its method is void. */
  private static boolean isDropped(TreePath path, Language language) {
    return path.getLeaf() instanceof ExpressionStatementTree
        || language
            .functionalResult(path)
            .filter(type -> type.getKind() == TypeKind.VOID)
            .isPresent();
  }
}
