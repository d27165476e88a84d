package dev.coriolis.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import javax.lang.model.type.TypeKind;

/**
 * The code that runs as one: a method, a lambda or an initialiser.
 *
 * @param kind what it is
 * @param path the tree that declares it
 */
public record Body(Kind kind, TreePath path) {

  /** What a body can belong to. */
  public enum Kind {
    /** A method that is not a constructor. */
    METHOD,
    /** A lambda. */
    LAMBDA,
    /** A constructor. */
    CONSTRUCTOR,
    /** The initialiser of a field. */
    FIELD,
    /** A {@code static} block. */
    STATIC_INITIALISER,
    /** A block that runs with each constructor. */
    INSTANCE_INITIALISER
  }

  /**
   * Returns the innermost body around a tree.
   *
   * @throws IllegalArgumentException if {@code path} is not in a class
   */
  public static Body around(TreePath path) {
    for (TreePath child = path, parent = path.getParentPath();
        parent != null;
        child = parent, parent = parent.getParentPath()) {
      if (child.getLeaf() instanceof LambdaExpressionTree && child != path) {
        return new Body(Kind.LAMBDA, child);
      }
      if (parent.getLeaf() instanceof ClassTree) {
        return new Body(kindOfMember(child.getLeaf()), child);
      }
    }
    throw new IllegalArgumentException("path must lead into a class, was " + path.getLeaf());
  }

  private static Kind kindOfMember(Tree member) {
    if (member instanceof MethodTree method) {
      return method.getName().contentEquals("<init>") ? Kind.CONSTRUCTOR : Kind.METHOD;
    }
    if (member instanceof BlockTree block) {
      return block.isStatic() ? Kind.STATIC_INITIALISER : Kind.INSTANCE_INITIALISER;
    }
    if (member instanceof VariableTree) {
      return Kind.FIELD;
    }
    throw new IllegalArgumentException("member must have a body, was " + member.getKind());
  }

  /** Returns what kind of coroutine the body is, or is if it is suspended; nothing if it is none. */
  public Optional<CoroutineKind> coroutine(Language language) {
    return kind == Kind.METHOD || kind == Kind.LAMBDA ? language.kind(path) : Optional.empty();
  }

  /** Returns whether it is a lambda of no known type: javac has said why, and what it would be nobody knows. */
  boolean isUnknown(Language language) {
    return kind == Kind.LAMBDA
        && language
            .functionalResult(path)
            .filter(type -> type.getKind() != TypeKind.ERROR)
            .isEmpty();
  }

  /** Returns whether the body may be suspended at this tree. */
  public boolean maySuspendAt(TreePath place, Language language) {
    return coroutine(language)
        .filter(each -> each.maySuspendAt(place, language))
        .isPresent();
  }

  /** Returns what kind of coroutine the body is woven as: a lambda that could await is, if it does. */
  public Optional<CoroutineKind> woven(Language language) {
    return coroutine(language)
        .filter(each -> kind == Kind.METHOD || new SuspensionSearch(each, language).finds(path));
  }
}
