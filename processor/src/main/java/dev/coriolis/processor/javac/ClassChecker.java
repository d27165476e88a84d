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
import org.jspecify.annotations.Nullable;

/** Checks the source of each top-level class, and takes down where its coroutines are. */
final class ClassChecker {
  private final Trees trees;
  private final TreeReporter reporter;
  private final Language language;
  private final List<Check> checks;
  private final Set<TypeElement> seen = new HashSet<>();

  /** Unknown until the first class: in a plugin's start, javac has not found its modules yet. */
  private @Nullable Boolean inUse;

  ClassChecker(JavacTask task, TreeReporter reporter, CoroutineSites sites) {
    this.trees = Trees.instance(task);
    this.reporter = reporter;
    this.language = new Language(task);
    this.checks = new ArrayList<>(CoroutineChecks.all());
    checks.add(new SiteRecorder(sites));
  }

  /** Checks a class that javac has attributed. */
  void check(@Nullable TypeElement type) {
    TreePath path = type == null || !isInUse() || !seen.add(type) ? null : trees.getPath(type);
    if (path != null) { // else it is a package-info or module-info, or nothing of ours
      new ClassScan(checks, language, reporter).scan(path, null);
    }
  }

  private boolean isInUse() {
    if (inUse == null) {
      inUse = language.isInUse();
    }
    return inUse;
  }
}
