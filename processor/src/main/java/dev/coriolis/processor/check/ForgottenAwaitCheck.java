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
    return Set.of(
        Tree.Kind.EXPRESSION_STATEMENT, Tree.Kind.LAMBDA_EXPRESSION, Tree.Kind.MEMBER_REFERENCE);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    TreePath call = call(path);
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

  private static TreePath call(TreePath path) {
    if (path.getLeaf() instanceof LambdaExpressionTree lambda) {
      return new TreePath(path, lambda.getBody());
    }
    return path.getLeaf() instanceof ExpressionStatementTree statement
        ? new TreePath(path, statement.getExpression())
        : path;
  }

  /** A statement drops its value; so do a lambda that is one expression and a reference, if their method is void. */
  private static boolean isDropped(TreePath path, Language language) {
    return path.getLeaf() instanceof ExpressionStatementTree
        || language
            .functionalResult(path)
            .filter(type -> type.getKind() == TypeKind.VOID)
            .isPresent();
  }
}
