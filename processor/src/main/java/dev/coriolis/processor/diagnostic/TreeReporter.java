package dev.coriolis.processor.diagnostic;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Reports at places in the source, unless a warning is suppressed there. */
public final class TreeReporter {
  private final Trees trees;
  private boolean hasErrors;

  /** Creates a reporter for the compilation of {@code trees}. */
  public TreeReporter(Trees trees) {
    this.trees = trees;
  }

  /** Reports at {@code place}. */
  public void report(Diagnostic diagnostic, TreePath place, Object... arguments) {
    hasErrors |= diagnostic.kind() == Kind.ERROR;
    if (diagnostic.kind() == Kind.ERROR || !isSuppressed(diagnostic.suppression(), place)) {
      trees.printMessage(
          diagnostic.kind(),
          diagnostic.message(arguments),
          place.getLeaf(),
          place.getCompilationUnit());
    }
  }

  /** Returns whether an error has been reported: javac writes no further class then. */
  public boolean hasErrors() {
    return hasErrors;
  }

  private boolean isSuppressed(String name, TreePath place) {
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      if (declares(path.getLeaf()) && names(trees.getElement(path), name)) {
        return true;
      }
    }
    return false;
  }

  /** Only these trees can carry the annotation; asking for the element of others costs. */
  private static boolean declares(Tree tree) {
    return switch (tree.getKind()) {
      case METHOD, VARIABLE, CLASS, INTERFACE, ENUM, RECORD -> true;
      default -> false;
    };
  }

  private static boolean names(@Nullable Element element, String name) {
    if (element == null) {
      return false;
    }
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals("java.lang.SuppressWarnings")) {
        return annotation.getElementValues().values().stream()
            .anyMatch(value -> contains(value, name));
      }
    }
    return false;
  }

  /** The value is a list also where the source has a single string. */
  private static boolean contains(AnnotationValue names, String name) {
    return names.getValue() instanceof Iterable<?> values && containsValue(values, name);
  }

  private static boolean containsValue(Iterable<?> values, String name) {
    for (Object value : values) {
      if (value instanceof AnnotationValue constant && name.equals(constant.getValue())) {
        return true;
      }
    }
    return false;
  }
}
