package dev.coriolis.processor;

import com.google.auto.service.AutoService;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.ElementReporter;
import dev.coriolis.processor.diagnostic.StackTraces;
import dev.coriolis.processor.javac.CompilationHook;
import dev.coriolis.processor.names.RuntimeNames;
import dev.coriolis.processor.weave.ClassWeaver;
import dev.coriolis.processor.weave.WovenClass;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Generated;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * The annotation processor: has the compilation hooked when it is started, and writes the
 * registration of {@code @Every} methods in the rounds.
 *
 * <p>javac starts each processor it finds, whether or not the source has annotations for it, so a
 * source that only awaits in lambdas is hooked as well.
 */
@AutoService(Processor.class)
public final class CoroutineProcessor extends AbstractProcessor {
  private final Function<byte[], Optional<WovenClass>> weaver;

  /** Creates the processor, for javac. */
  public CoroutineProcessor() {
    this(ClassWeaver::weave);
  }

  CoroutineProcessor(Function<byte[], Optional<WovenClass>> weaver) {
    this.weaver = weaver;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    // The last is on what we write: nobody else claims it where we are the only processor.
    return Set.of(
        RuntimeNames.COROUTINE,
        RuntimeNames.COROUTINE_TEST,
        RuntimeNames.EVERY,
        Generated.class.getName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(CompilationHook.EXPLAIN);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    if (!CompilationHook.ofProcessor(environment, weaver)) {
      new ElementReporter(environment.getMessager())
          .report(Diagnostic.JAVAC_UNREACHABLE, environment.getClass().getName());
    }
  }

  // Claimed, or javac's lint category processing warns of annotations that nobody claims.
  @Override
  @SuppressWarnings("DoNotClaimAnnotations")
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      if (annotations.stream()
          .anyMatch(type -> type.getQualifiedName().contentEquals(RuntimeNames.EVERY))) {
        new JobsStep(processingEnv)
            .run(round); // to look for annotated methods takes a walk over all
      }
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      new ElementReporter(processingEnv.getMessager())
          .report(Diagnostic.INTERNAL_ERROR, StackTraces.of(failure));
    }
    return true;
  }
}
