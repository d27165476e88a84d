package dev.coriolis.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import dev.coriolis.processor.names.RuntimeNames;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** Reports each {@code emit} and {@code emitAll} whose innermost body is no generator. */
final class EmitOutsideGeneratorCheck implements Check {

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    boolean emitsAll = language.isEmitAll(path);
    if (!emitsAll && !language.isEmit(path)) {
      return;
    }
    Body body = Body.around(path);
    Optional<CoroutineKind> kind = body.coroutine(language);
    if (kind.filter(CoroutineKind::emits).isEmpty() && !body.isUnknown(language)) {
      String method = emitsAll ? RuntimeNames.EMIT_ALL : RuntimeNames.EMIT;
      reporter.report(
          Diagnostic.EMIT_OUTSIDE_GENERATOR, path, method, reason(body, kind, language));
    } else if (emitsAll && kind.filter(CoroutineKind.PUBLISHER::equals).isPresent()) {
      reporter.report(Diagnostic.EMIT_ALL_IN_PUBLISHER, path);
    }
  }

  private static String reason(Body body, Optional<CoroutineKind> kind, Language language) {
    return switch (body.kind()) {
      case METHOD ->
        kind.isPresent()
            ? "this coroutine returns " + result(body, language)
            : "this method is not a coroutine";
      case LAMBDA -> "the functional method of this lambda returns " + result(body, language);
      case CONSTRUCTOR -> "a constructor cannot be suspended";
      case FIELD -> "the initialiser of a field cannot be suspended";
      case STATIC_INITIALISER, INSTANCE_INITIALISER -> "an initialiser cannot be suspended";
    };
  }

  private static TypeMirror result(Body body, Language language) {
    return language.genericResult(body.path()).orElseThrow();
  }
}
