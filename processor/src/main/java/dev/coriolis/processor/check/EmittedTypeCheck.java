package dev.coriolis.processor.check;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** Reports what a coroutine emits, or takes as sent, that is not of the type which it declares. */
final class EmittedTypeCheck implements Check {

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
    if (body.coroutine(language).filter(CoroutineKind::emits).isEmpty()) {
      return;
    }
    ElementTypes types = ElementTypes.of(body, language);
    MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
    TreePath argument = new TreePath(path, call.getArguments().get(0));
    if (emitsAll) {
      checkSource(argument, types, language, reporter);
    } else {
      checkElement(argument, types.emitted(), language, reporter);
      checkResult(path, types.sent(), language, reporter);
    }
  }

  private static void checkElement(
      TreePath argument, TypeMirror emitted, Language language, TreeReporter reporter) {
    TypeMirror type = language.type(argument);
    if (type != null && !language.fits(type, emitted)) {
      reporter.report(Diagnostic.EMITTED_TYPE, argument, type, ofElements(emitted));
    }
  }

  /** The result of a call that nobody uses is taken for an object. */
  private static void checkResult(
      TreePath call, TypeMirror sent, Language language, TreeReporter reporter) {
    TypeMirror type = language.type(call);
    if (type != null && !language.fits(sent, type)) {
      reporter.report(Diagnostic.SENT_TYPE, call, type, sent);
    }
  }

  private static void checkSource(
      TreePath argument, ElementTypes types, Language language, TreeReporter reporter) {
    TypeMirror type = language.type(argument);
    if (type == null) {
      return;
    }
    if (!language.hasElements(type, types.emitted())) {
      reporter.report(Diagnostic.EMITTED_TYPE, argument, type, ofElements(types.emitted()));
    } else if (!language.takes(type, types.sent())) {
      String reason =
          "what is sent to this coroutine is handed on to it, and is of type " + types.sent();
      reporter.report(Diagnostic.EMITTED_TYPE, argument, type, reason);
    }
  }

  private static String ofElements(TypeMirror emitted) {
    return "the elements of this coroutine are of type " + emitted;
  }
}
