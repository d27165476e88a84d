package dev.coriolis.processor.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.coriolis.processor.check.Check;
import dev.coriolis.processor.check.ClassScan;
import dev.coriolis.processor.check.CoroutineChecks;
import dev.coriolis.processor.check.Language;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Checks the source of each top-level class, and takes down where its coroutines are. */
final class ClassChecker {
  private final Trees trees;
  private final ClassScan scan;
  private final boolean isInUse;
  private final Set<TypeElement> seen = new HashSet<>();

  ClassChecker(JavacTask task, TreeReporter reporter, CoroutineSites sites) {
    this.trees = Trees.instance(task);
    Language language = new Language(task);
    this.isInUse = language.isInUse();
    List<Check> checks = new ArrayList<>(CoroutineChecks.all());
    checks.add(new SiteRecorder(sites));
    this.scan = new ClassScan(checks, language, reporter);
  }

  /**
   * Checks a class that javac has attributed. It may say so twice, and have taken the tree apart by
   * the second time: superclasses go ahead of their turn.
   */
  void check(TypeElement type) {
    if (isInUse && seen.add(type)) {
      TreePath path = trees.getPath(type);
      if (path != null) {
        scan.scan(path, null);
      }
    }
  }
}
