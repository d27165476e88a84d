package dev.coriolis.processor;

import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.ElementReporter;
import dev.coriolis.processor.generate.JobsWriter;
import dev.coriolis.processor.model.JobClass;
import dev.coriolis.processor.names.RuntimeNames;
import dev.coriolis.processor.read.EveryReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Writes, for each class with {@code @Every} methods, the class that registers them. */
final class JobsStep {
  private final ProcessingEnvironment environment;
  private final ElementReporter reporter;

  JobsStep(ProcessingEnvironment environment) {
    this.environment = environment;
    this.reporter = new ElementReporter(environment.getMessager());
  }

  /** Handles the classes of one round; the methods of a class are all in the same one. */
  void run(RoundEnvironment round) {
    TypeElement every = environment.getElementUtils().getTypeElement(RuntimeNames.EVERY);
    if (every == null) {
      return;
    }
    Map<TypeElement, List<ExecutableElement>> methods = new LinkedHashMap<>();
    for (ExecutableElement method :
        ElementFilter.methodsIn(round.getElementsAnnotatedWith(every))) {
      methods
          .computeIfAbsent((TypeElement) method.getEnclosingElement(), unused -> new ArrayList<>())
          .add(method);
    }
    EveryReader reader =
        new EveryReader(environment.getTypeUtils(), environment.getElementUtils(), reporter);
    methods.forEach((owner, jobs) -> reader.read(owner, jobs).ifPresent(this::write));
  }

  private void write(JobClass jobs) {
    try {
      new JobsWriter().write(jobs, environment.getFiler());
    } catch (FilerException taken) {
      reporter.reportAt(Diagnostic.GENERATED_NAME_TAKEN, jobs.origin(), jobs.generatedName());
    } catch (IOException failure) {
      reporter.reportAt(
          Diagnostic.GENERATED_SOURCE_UNWRITABLE, jobs.origin(), jobs.generatedName(), failure);
    }
  }
}
