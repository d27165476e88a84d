package dev.coriolis.processor.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.StackTraces;
import dev.coriolis.processor.weave.WovenClass;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one compilation, and has each class checked once it is attributed, and woven once it is
 * written.
 *
 * <p>There is one hook in a compilation. The plugin brings it, as it gets the {@code JavacTask} also
 * where the environment of processors is wrapped; the processor does, where no plugin was started.
 *
 * <p><b>Threads:</b> that of the compilation.
 */
public final class CompilationHook implements TaskListener {
  /** The option of the processor that names a folder for the sources of machines. */
  public static final String EXPLAIN = "coriolis.explain";

  private final JavacTask task;
  private final Function<byte[], Optional<WovenClass>> weaver;

  private @Nullable Introduction introduction;
  private @Nullable ProcessingEnvironment environment;
  private @Nullable ClassSteps steps;

  private CompilationHook(JavacTask task, Function<byte[], Optional<WovenClass>> weaver) {
    this.task = task;
    this.weaver = weaver;
  }

  /** Listens for a plugin, which waits for the processor. */
  public static void ofPlugin(JavacTask task, Function<byte[], Optional<WovenClass>> weaver) {
    CompilationHook hook = new CompilationHook(task, weaver);
    Introduction.await(task.getElements(), hook::processorRan).ifPresent(introduction -> {
      hook.introduction = introduction;
      task.addTaskListener(hook);
    });
  }

  /**
   * Listens for a processor, or leaves that to the plugin of its compilation, if there is one.
   *
   * @return whether somebody listens now; not so if neither the environment is javac's own nor there
   *     is a plugin
   */
  public static boolean ofProcessor(
      ProcessingEnvironment environment, Function<byte[], Optional<WovenClass>> weaver) {
    if (Introduction.announce(environment)) {
      return true;
    }
    JavacTask task;
    try {
      task = JavacTask.instance(environment);
    } catch (IllegalArgumentException notJavac) {
      return false;
    }
    CompilationHook hook = new CompilationHook(task, weaver);
    hook.processorRan(environment);
    task.addTaskListener(hook);
    return true;
  }

  private void processorRan(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void finished(TaskEvent event) {
    try {
      handle(event);
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      // The only such place: what is thrown into javac ends it with a stack trace of its own.
      report(failure, event.getCompilationUnit());
    }
  }

  private void handle(TaskEvent event) {
    switch (event.getKind()) {
      case ANALYZE -> steps().check(event.getTypeElement());
      case GENERATE -> steps().weave(event.getTypeElement(), Optional.ofNullable(environment));
      case COMPILATION -> {
        if (introduction != null) {
          introduction.close();
        }
      }
      default -> {
        // of no interest
      }
    }
  }

  /** Not before the first class: other plugins still configure javac while ours is started. */
  private ClassSteps steps() {
    if (steps == null) {
      steps = new ClassSteps(task, weaver);
    }
    return steps;
  }

  private void report(Throwable failure, @Nullable CompilationUnitTree unit) {
    String message = Diagnostic.INTERNAL_ERROR.message(StackTraces.of(failure));
    if (unit == null) {
      throw new IllegalStateException(message, failure); // no place to report at: never seen
    }
    Trees.instance(task).printMessage(Kind.ERROR, message, unit, unit);
  }
}
