package dev.coriolis.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import org.jspecify.annotations.Nullable;

/** Looks for a place where a lambda may be suspended, and not in the lambdas and classes inside it. */
final class SuspensionSearch extends TreePathScanner<Boolean, @Nullable Void> {
  private final CoroutineKind kind;
  private final Language language;

  SuspensionSearch(CoroutineKind kind, Language language) {
    this.kind = kind;
    this.language = language;
  }

  /** Returns whether there is one. */
  boolean finds(TreePath lambda) {
    LambdaExpressionTree tree = (LambdaExpressionTree) lambda.getLeaf();
    return Boolean.TRUE.equals(scan(new TreePath(lambda, tree.getBody()), null));
  }

  @Override
  public Boolean visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
    return kind.maySuspendAt(getCurrentPath(), language)
        || Boolean.TRUE.equals(super.visitMethodInvocation(call, null));
  }

  @Override
  public Boolean visitTry(TryTree tried, @Nullable Void unused) {
    return kind.maySuspendAt(getCurrentPath(), language)
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
