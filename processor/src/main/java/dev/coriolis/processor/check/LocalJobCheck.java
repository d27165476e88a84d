package dev.coriolis.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import dev.coriolis.processor.names.RuntimeNames;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reports {@code @Every} in local and anonymous classes, which the annotation rounds do not visit. */
final class LocalJobCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    Element method = language.element(path);
    if (method != null
        && isLocal(method.getEnclosingElement())
        && language.isAnnotated(method, RuntimeNames.EVERY)) {
      reporter.report(
          Diagnostic.INVALID_JOB_CLASS,
          path,
          "it is local or anonymous, and no other class can name it",
          "Make it a class of its own, or a static nested one");
    }
  }

  /** A class inside a local one is as far out of reach. */
  private static boolean isLocal(@Nullable Element element) {
    for (Element owner = element;
        owner instanceof TypeElement type;
        owner = type.getEnclosingElement()) {
      NestingKind nesting = type.getNestingKind();
      if (nesting == NestingKind.LOCAL || nesting == NestingKind.ANONYMOUS) {
        return true;
      }
    }
    return false;
  }
}
