package dev.coriolis;

import java.util.Locale;

/** Says that a class was compiled without the processor, to whoever calls what only woven code can. */
final class Unwoven {
  private Unwoven() {}

  /** Returns what is thrown by the public method of this name, which calls this one. */
  static IllegalStateException call(String method) {
    String caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames -> frames.skip(2).findFirst())
        .map(StackWalker.StackFrame::getClassName)
        .orElse("a class");
    String message = """
        %s was called in %s, which is not woven: the annotation processor of Coriolis did not run when \
        it was compiled, so no coroutine of that class can be suspended. Put coriolis-processor on the \
        processor path and compile it again (JDK 23 and later run no processor from the class path):

          <plugin>
            <artifactId>maven-compiler-plugin</artifactId>
            <configuration>
              <annotationProcessorPaths>
                <path>
                  <groupId>dev.coriolis</groupId>
                  <artifactId>coriolis-processor</artifactId>
                  <version>the version of coriolis-runtime</version>
                </path>
              </annotationProcessorPaths>
            </configuration>
          </plugin>

        or, without Maven: javac -processorpath coriolis-processor.jar ...

        Only a coroutine can be suspended: a method with @Coroutine, or a lambda that returns a stage. Code \
        that is none runs one by EventLoop.run(() -> ...), or waits for a stage by \
        stage.toCompletableFuture().join(), on its own thread, plain or virtual.""";
    return new IllegalStateException(String.format(Locale.ROOT, message, method, caller));
  }
}
