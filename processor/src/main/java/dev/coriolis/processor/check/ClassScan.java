package dev.coriolis.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks classes, each with all that is nested in it, and shows each tree to the checks for its kind. */
public final class ClassScan extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Map<Tree.Kind, List<Check>> checks = new EnumMap<>(Tree.Kind.class);
  private final Language language;
  private final TreeReporter reporter;

  /** Creates a scan for the rules given. */
  public ClassScan(List<Check> rules, Language language, TreeReporter reporter) {
    this.language = language;
    this.reporter = reporter;
    for (Check rule : rules) {
      for (Tree.Kind kind : rule.kinds()) {
        checks.computeIfAbsent(kind, unused -> new ArrayList<>()).add(rule);
      }
    }
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    List<Check> rules = tree == null ? null : checks.get(tree.getKind());
    if (rules != null) {
      TreePath path = new TreePath(getCurrentPath(), tree);
      for (Check rule : rules) {
        rule.check(path, language, reporter);
      }
    }
    return super.scan(tree, null);
  }
}
