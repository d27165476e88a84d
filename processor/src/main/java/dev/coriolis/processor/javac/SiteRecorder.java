package dev.coriolis.processor.javac;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.check.Body;
import dev.coriolis.processor.check.Check;
import dev.coriolis.processor.check.Language;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;

/** Takes down each coroutine, await and emit, in the same walk as the rules. Reports nothing. */
final class SiteRecorder implements Check {
  private final CoroutineSites sites;

  SiteRecorder(CoroutineSites sites) {
    this.sites = sites;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD, Tree.Kind.METHOD_INVOCATION, Tree.Kind.TRY);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    if (path.getLeaf() instanceof MethodTree method) {
      if (language.isCoroutine(path)) {
        sites.add(method.getName().toString(), path);
      }
    } else if (language.isAwait(path) || isElseSuspended(path, language)) {
      sites.add("", path);
    }
  }

  /** Elsewhere a scope may be opened and closed as well: then nothing is awaited, and nothing woven. */
  private static boolean isElseSuspended(TreePath path, Language language) {
    return (language.awaitsScope(path) || language.isEmit(path) || language.isEmitAll(path))
        && Body.around(path).maySuspendAt(path, language);
  }
}
