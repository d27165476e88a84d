package dev.coriolis.processor.check;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;

/**
 * A method that is known to block the thread that calls it.
 *
 * @param owner the class or interface that declares it; what overrides it blocks as well
 * @param name its name, {@code <init>} for a constructor
 * @param parameter the simple name of a type among its parameters, by which it differs from overloads
 *     that do not block; empty if all block
 * @param remedy what to do instead
 */
record BlockingCall(String owner, String name, String parameter, Remedy remedy) {

  /** What a coroutine does instead of blocking. */
  enum Remedy {
    AWAIT("Await the stage instead: await(stage)"),
    DELAY("Write await(delay(duration)) instead"),
    SYNC(
        "Use its counterpart in dev.coriolis.sync, or await a stage that the other side completes"),
    SEND_ASYNC("Write await(client.sendAsync(request, handler)) instead"),
    CALL("Call the coroutine and await its stage instead"),
    ON_EXIT("Write await(process.onExit()) instead"),
    ELSEWHERE(
        "Run it on a thread that may block, and await that: await(supplyAsync(() -> ..., executor))");

    private final String text;

    Remedy(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * Returns one entry for each method of a type.
   *
   * @param methods their names; {@code poll(TimeUnit)} is the overload with such a parameter
   */
  static Stream<BlockingCall> in(String owner, Remedy remedy, String... methods) {
    return Stream.of(methods).map(method -> {
      int parenthesis = method.indexOf('(');
      return parenthesis < 0
          ? new BlockingCall(owner, method, "", remedy)
          : new BlockingCall(
              owner,
              method.substring(0, parenthesis),
              method.substring(parenthesis + 1, method.length() - 1),
              remedy);
    });
  }

  /** Returns whether the parameters of a method of this name are those of an overload that blocks. */
  boolean hasParametersOf(ExecutableElement method) {
    return parameter.isEmpty() || simpleNames(method).contains(parameter);
  }

  private static List<String> simpleNames(ExecutableElement method) {
    return method.getParameters().stream()
        .map(each -> each.asType().toString())
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .toList();
  }
}
