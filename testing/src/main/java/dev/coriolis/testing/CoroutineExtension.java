package dev.coriolis.testing;

import dev.coriolis.loop.EventLoop;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs the methods of a test on a loop, and waits for those of them that are coroutines.
 *
 * <p>A woven test hands its stage over to the {@code TestRunner} that is bound around the call.
 */
final class CoroutineExtension
    implements InvocationInterceptor, ParameterResolver, AfterEachCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(CoroutineExtension.class);
  private static final Set<Class<?>> LOOPS = Set.of(EventLoop.class, VirtualTimeLoop.class);

  /** Returns the run of a test, or that of the static methods around all tests of a class. */
  private static RunOfTest runOf(ExtensionContext context) {
    // A store looks into those above, so the key is that of the context.
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            context.getUniqueId(), id -> new RunOfTest(Settings.of(context)), RunOfTest.class);
  }

  private static void end(ExtensionContext context) {
    RunOfTest run = context.getStore(NAMESPACE).get(context.getUniqueId(), RunOfTest.class);
    if (run != null) {
      run.end();
    }
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> method,
      ReflectiveInvocationContext<Method> target,
      ExtensionContext context)
      throws Throwable {
    runOf(context).call(method);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> method,
      ReflectiveInvocationContext<Method> target,
      ExtensionContext context)
      throws Throwable {
    runOf(context).call(method);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> method,
      ReflectiveInvocationContext<Method> target,
      ExtensionContext context)
      throws Throwable {
    runOf(context).call(method);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> method,
      ReflectiveInvocationContext<Method> target,
      ExtensionContext context)
      throws Throwable {
    runOf(context).call(method);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> method,
      ReflectiveInvocationContext<Method> target,
      ExtensionContext context)
      throws Throwable {
    runOf(context).call(method);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> method,
      ReflectiveInvocationContext<Method> target,
      ExtensionContext context)
      throws Throwable {
    runOf(context).call(method);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    end(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    end(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return LOOPS.contains(parameter.getParameter().getType())
        && !(parameter.getDeclaringExecutable() instanceof Constructor);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Object loop = runOf(context).loop();
    Class<?> wanted = parameter.getParameter().getType();
    if (!wanted.isInstance(loop)) {
      throw new ParameterResolutionException("the test runs on a "
          + loop.getClass().getSimpleName() + ", so " + parameter.getParameter().getName()
          + " cannot be a " + wanted.getSimpleName()
          + "; @CoroutineTest(TestLoop. ...) says which");
    }
    return loop;
  }
}
