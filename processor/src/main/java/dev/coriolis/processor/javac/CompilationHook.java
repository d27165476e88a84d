package dev.coriolis.processor.javac;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.StackTraces;
import dev.coriolis.processor.diagnostic.TreeReporter;
import dev.coriolis.processor.javac.CoroutineSites.Site;
import dev.coriolis.processor.weave.WovenClass;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one compilation: checks each class once it is attributed, and weaves it once it is
 * written.
 *
 * <p>There is one hook in a compilation. The plugin brings it, as it gets the {@code JavacTask} also
 * where the environment of processors is wrapped; the processor does, where no plugin was started.
 *
 * <p><b>Threads:</b> that of the compilation.
 */
public final class CompilationHook implements TaskListener {
  private final JavacTask task;
  private final CoroutineSites sites;
  private final ClassChecker checker;
  private final TreeReporter reporter;
  private final Function<byte[], Optional<WovenClass>> weaver;

  private @Nullable Introduction introduction;
  private @Nullable ClassReplacer replacer;

  private CompilationHook(JavacTask task, Function<byte[], Optional<WovenClass>> weaver) {
    this.task = task;
    this.weaver = weaver;
    this.reporter = new TreeReporter(Trees.instance(task));
    this.sites = new CoroutineSites(Trees.instance(task), task.getElements());
    this.checker = new ClassChecker(task, reporter, sites);
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
    ClassFiles files = new ClassFiles(environment.getFiler(), task.getElements());
    replacer = new ClassReplacer(reporter, files, weaver);
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
      case ANALYZE -> checker.check(event.getTypeElement());
      case GENERATE -> generated(event.getTypeElement());
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

  /**
   * Weaves, or says why that is not possible. Not known before: javac leaves out all processors where
   * the source has certain errors, and writes no class then.
   */
  private void generated(TypeElement type) {
    List<Site> found = sites.take(type);
    if (found.isEmpty() || reporter.hasErrors()) {
      return; // after an error javac goes on, but writes no class file
    }
    if (replacer == null) {
      reporter.report(Diagnostic.PROCESSOR_DID_NOT_RUN, found.get(0).path());
    } else {
      replacer.replace(type, found);
    }
  }

  private void report(Throwable failure, @Nullable CompilationUnitTree unit) {
    String message = Diagnostic.INTERNAL_ERROR.message(StackTraces.of(failure));
    if (unit == null) {
      throw new IllegalStateException(message, failure); // no place to report at: never seen
    }
    Trees.instance(task).printMessage(Kind.ERROR, message, unit, unit);
  }
}
