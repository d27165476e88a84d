package dev.coriolis.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reports each {@code @Coroutine} method that returns what no coroutine can. */
final class WrongReturnTypeCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    if (!language.isCoroutine(path)
        || !(language.element(path) instanceof ExecutableElement method)
        || ((MethodTree) path.getLeaf()).getReturnType() == null) {
      return; // javac refuses the annotation on a constructor by itself
    }
    TypeMirror type = method.getReturnType();
    if (type.getKind() == TypeKind.VOID && language.isTest(method)) {
      return;
    }
    if (type.getKind() != TypeKind.ERROR && language.kindOf(type).isEmpty()) {
      reporter.report(Diagnostic.WRONG_RETURN_TYPE, path, type, language.resultOf(type));
    }
  }
}
