package dev.coriolis.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;

/** One rule on the source. It keeps nothing between trees: what surrounds a tree is in its path. */
public interface Check {

  /** Returns the kinds of tree that the rule is about. */
  Set<Tree.Kind> kinds();

  /** Looks at one tree of those kinds, and reports what is wrong with it. */
  void check(TreePath path, Language language, TreeReporter reporter);
}
