package dev.coriolis.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/** Reports each await whose innermost method, lambda or initialiser is not a coroutine. */
final class AwaitOutsideCoroutineCheck implements Check {
  private static final String USE_FACTORY =
      "Await in a static @Coroutine method that creates the object instead";

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    if (!language.isAwait(path)) {
      return;
    }
    Body body = Body.around(path);
    Optional<CoroutineKind> kind = body.coroutine(language);
    if (kind.filter(CoroutineKind.GENERATOR::equals).isPresent()) {
      TypeMirror element = ElementTypes.of(body, language).emitted();
      reporter.report(Diagnostic.AWAIT_IN_GENERATOR, path, element);
    } else if (kind.isEmpty() && !body.isUnknown(language)) {
      reporter.report(
          Diagnostic.AWAIT_OUTSIDE_COROUTINE, path, reason(body, language), remedy(body, language));
    }
  }

  private static String reason(Body body, Language language) {
    return switch (body.kind()) {
      case METHOD -> "the method " + name(body, language) + " is not a coroutine";
      case LAMBDA ->
        "the functional method of this lambda returns " + result(body, language)
            + ", not a CompletionStage or CompletableFuture";
      case CONSTRUCTOR -> "a constructor cannot be suspended";
      case FIELD -> "the initialiser of a field cannot be suspended";
      case STATIC_INITIALISER -> "a static initialiser cannot be suspended";
      case INSTANCE_INITIALISER -> "an initialiser cannot be suspended";
    };
  }

  private static String remedy(Body body, Language language) {
    return switch (body.kind()) {
      case METHOD ->
        returnsStage(body, language)
            ? "Annotate it with @Coroutine"
            : "Let it return a CompletionStage and annotate it with @Coroutine";
      case LAMBDA -> "Await before the lambda, or use a functional interface that returns a stage";
      case CONSTRUCTOR, FIELD, INSTANCE_INITIALISER -> USE_FACTORY;
      case STATIC_INITIALISER -> "Keep the stage in the field and await it where it is needed";
    };
  }

  private static CharSequence name(Body body, Language language) {
    return language.element(body.path()) instanceof ExecutableElement method
        ? method.getSimpleName()
        : "";
  }

  private static TypeMirror result(Body body, Language language) {
    return language.functionalResult(body.path()).orElseThrow();
  }

  private static boolean returnsStage(Body body, Language language) {
    return language.element(body.path()) instanceof ExecutableElement method
        && language.kindOf(method.getReturnType()).filter(CoroutineKind::awaits).isPresent();
  }
}
