package dev.coriolis.processor.check;

import static java.util.stream.Collectors.groupingBy;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;

/** Warns of each call in a coroutine that is known to block its thread. */
final class BlockingCallCheck implements Check {
  private static final String CONSTRUCTOR = "<init>";

  private final Map<String, List<BlockingCall>> byName =
      BlockingCalls.all().stream().collect(groupingBy(BlockingCall::name));

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION, Tree.Kind.NEW_CLASS);
  }

  @Override
  public void check(TreePath path, Language language, TreeReporter reporter) {
    // The name in the source first: most calls are of something else, and symbols cost more.
    List<BlockingCall> candidates = byName.getOrDefault(name(path.getLeaf()), List.of());
    if (candidates.isEmpty() || !(language.element(path) instanceof ExecutableElement method)) {
      return;
    }
    candidates.stream()
        .filter(call -> matches(call, method, language))
        .filter(call -> !readsMemory(path, language) && mayNotBlock(path, language))
        .findFirst()
        .ifPresent(call -> reporter.report(
            Diagnostic.BLOCKING_CALL, path, shown(method), call.remedy().text()));
  }

  /** A generator blocks nobody but the caller that waits for its element. */
  private static boolean mayNotBlock(TreePath path, Language language) {
    return Body.around(path).woven(language).filter(CoroutineKind::awaits).isPresent();
  }

  private static String name(Tree tree) {
    if (!(tree instanceof MethodInvocationTree call)) {
      return CONSTRUCTOR;
    }
    ExpressionTree method = call.getMethodSelect();
    if (method instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    return method instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }

  private static boolean matches(BlockingCall call, ExecutableElement method, Language language) {
    return call.hasParametersOf(method) && language.isOrOverrides(method, call.owner());
  }

  /** The static type of the receiver tells, where the method itself is that of the superclass. */
  private static boolean readsMemory(TreePath path, Language language) {
    if (!(path.getLeaf() instanceof MethodInvocationTree call)
        || !(call.getMethodSelect() instanceof MemberSelectTree select)) {
      return false;
    }
    TreePath receiver = new TreePath(new TreePath(path, select), select.getExpression());
    return BlockingCalls.IN_MEMORY.stream().anyMatch(type -> language.isOfType(receiver, type));
  }

  private static String shown(ExecutableElement method) {
    // Only the element of a module has none around it.
    String owner =
        Objects.requireNonNull(method.getEnclosingElement()).getSimpleName().toString();
    return method.getKind() == ElementKind.CONSTRUCTOR
        ? "new " + owner
        : owner + "." + method.getSimpleName();
  }
}
