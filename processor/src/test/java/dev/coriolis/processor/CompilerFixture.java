package dev.coriolis.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;

/** Compiles sources in memory with the processor, and with javac's own warnings on. */
public final class CompilerFixture {
  private CompilerFixture() {}

  /** Returns the class {@code Sample} with these members, and all that they may want imported. */
  public static JavaFileObject sample(String members) {
    return JavaFileObjects.forSourceString("test.Sample", """
        package test;
        import static dev.coriolis.Coroutines.*;
        import static dev.coriolis.Generator.*;
        import static java.util.concurrent.CompletableFuture.*;
        import dev.coriolis.*;
        import dev.coriolis.schedule.*;
        import java.util.*;
        import java.util.concurrent.*;
        import java.util.function.*;
        class Sample {
          CompletionStage<Integer> stage = completedFuture(1);
          Object lock = new Object();
        %s
        }
        """.formatted(members));
  }

  /** Returns the class {@code Sample} with one coroutine that has this body. */
  public static JavaFileObject coroutine(String body) {
    return sample("""
          @Coroutine CompletionStage<Integer> run() {
            %s
          }
          @Coroutine CompletionStage<Integer> other() { return stage; }
        """.formatted(body));
  }

  /** Compiles. */
  public static Compilation compile(JavaFileObject... sources) {
    return javac()
        .withOptions("-Xlint:all")
        .withProcessors(new CoroutineProcessor())
        .compile(sources);
  }
}
