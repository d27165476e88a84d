package dev.coriolis.processor.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Remembers where the coroutines of each class are, from its analysis until its class file is there.
 *
 * <p>By then javac has given up the tree of the class; the paths kept here still lead to positions.
 * Only these classes are read back and woven.
 */
final class CoroutineSites {
  private final Trees trees;
  private final Elements elements;
  private final Map<String, List<Site>> sites = new HashMap<>();

  CoroutineSites(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  /**
   * A coroutine or an await.
   *
   * @param method the name of the coroutine, or of none if it is an await or a lambda
   * @param line its line in the source
   * @param path its tree
   */
  record Site(String method, long line, TreePath path) {}

  /** Adds a coroutine or an await to the class that it is in. */
  void add(String method, TreePath path) {
    sites
        .computeIfAbsent(binaryName(path), unused -> new ArrayList<>())
        .add(new Site(method, line(path), path));
  }

  /** Returns the sites of a class in the order of the source, and forgets them. */
  List<Site> take(TypeElement type) {
    List<Site> found = sites.remove(elements.getBinaryName(type).toString());
    return found == null ? List.of() : found;
  }

  private String binaryName(TreePath path) {
    for (TreePath parent = path.getParentPath(); parent != null; parent = parent.getParentPath()) {
      if (isClass(parent.getLeaf()) && trees.getElement(parent) instanceof TypeElement type) {
        return elements.getBinaryName(type).toString();
      }
    }
    throw new IllegalArgumentException("path must lead into a class, was " + path.getLeaf());
  }

  private static boolean isClass(Tree tree) {
    return switch (tree.getKind()) {
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> true;
      default -> false;
    };
  }

  /** Without {@code -g:lines} javac keeps no line map. */
  private long line(TreePath path) {
    CompilationUnitTree unit = path.getCompilationUnit();
    LineMap lines = unit.getLineMap();
    long start = trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
    return lines == null ? 0 : lines.getLineNumber(start);
  }
}
