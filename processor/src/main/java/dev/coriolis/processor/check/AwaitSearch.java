package dev.coriolis.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/** Looks for an await in a lambda, and not in the lambdas and classes inside it. */
final class AwaitSearch extends TreePathScanner<Boolean, @Nullable Void> {
  private final Language language;

  AwaitSearch(Language language) {
    this.language = language;
  }

  /** Returns whether the lambda awaits. */
  boolean finds(TreePath lambda) {
    LambdaExpressionTree tree = (LambdaExpressionTree) lambda.getLeaf();
    return Boolean.TRUE.equals(scan(new TreePath(lambda, tree.getBody()), null));
  }

  @Override
  public Boolean visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    return language.maySuspend(getCurrentPath())
        || Boolean.TRUE.equals(super.visitMethodInvocation(call, null));
  }

  @Override
  public Boolean visitTry(TryTree tried, @Nullable Void unused) {
    return language.maySuspend(getCurrentPath())
        || Boolean.TRUE.equals(super.visitTry(tried, null));
  }

  @Override
  public Boolean visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void unused) {
    return false;
  }

  @Override
  public Boolean visitClass(ClassTree type, @Nullable Void unused) {
    return false;
  }

  @Override
  public Boolean reduce(@Nullable Boolean a, @Nullable Boolean b) {
    return Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b);
  }
}
