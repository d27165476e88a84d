package dev.coriolis.processor.read;

import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.ElementReporter;
import dev.coriolis.processor.model.Job;
import dev.coriolis.processor.model.JobClass;
import dev.coriolis.processor.model.JobClassTraits;
import dev.coriolis.processor.names.RuntimeNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the {@code @Every} methods of a class, and reports those that cannot be scheduled. */
public final class EveryReader {
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private final JobClassRules classRules;
  private final JobMethodRules methodRules;
  private final Elements elements;
  private final ElementReporter reporter;

  /** Creates a reader for one compilation. */
  public EveryReader(Types types, Elements elements, ElementReporter reporter) {
    this.classRules = new JobClassRules(reporter);
    this.methodRules = new JobMethodRules(types, elements, reporter);
    this.elements = elements;
    this.reporter = reporter;
  }

  /**
   * Returns what is to be written for a class, or nothing if it cannot be registered.
   *
   * <p>Methods with errors are left out and the rest is written nevertheless: code that names the
   * generated class draws no further errors.
   */
  public Optional<JobClass> read(TypeElement owner, List<ExecutableElement> methods) {
    if (!classRules.accept(owner)) {
      return Optional.empty();
    }
    List<Job> jobs = methods.stream()
        .filter(methodRules::accept)
        .flatMap(method -> job(method).stream())
        .toList();
    return Optional.of(new JobClass(
        owner,
        elements.getPackageOf(owner).getQualifiedName().toString(),
        JobClassRules.nesting(owner)
            .map(type -> type.getSimpleName().toString())
            .toList(),
        traits(owner, methods),
        jobs));
  }

  private JobClassTraits traits(TypeElement owner, List<ExecutableElement> methods) {
    return new JobClassTraits(
        JobClassRules.nesting(owner)
            .allMatch(type -> type.getModifiers().contains(Modifier.PUBLIC)),
        owner.getTypeParameters().size(),
        methods.stream().anyMatch(elements::isDeprecated)
            || JobClassRules.nesting(owner).anyMatch(elements::isDeprecated),
        elements.getTypeElement(elements.getModuleOf(owner), GENERATED) != null);
  }

  private Optional<Job> job(ExecutableElement method) {
    return every(method)
        .flatMap(annotation -> interval(method, annotation))
        .map(delay -> new Job(
            method.getSimpleName().toString(),
            method.getModifiers().contains(Modifier.STATIC),
            delay));
  }

  private Optional<Duration> interval(Element method, AnnotationMirror annotation) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> member :
        annotation.getElementValues().entrySet()) {
      AnnotationValue value = member.getValue();
      if (member.getKey().getSimpleName().contentEquals("value")
          && value.getValue() instanceof String text) {
        try {
          return Optional.of(Interval.parse(text));
        } catch (IllegalArgumentException invalid) {
          reporter.reportAt(
              Diagnostic.INVALID_INTERVAL,
              new ElementReporter.AnnotatedValue(method, annotation, value),
              text,
              String.valueOf(invalid.getMessage()));
        }
      }
    }
    return Optional.empty(); // reported above, or by javac: the value is no constant
  }

  private static Optional<? extends AnnotationMirror> every(Element method) {
    return method.getAnnotationMirrors().stream()
        .filter(annotation -> ((TypeElement) annotation.getAnnotationType().asElement())
            .getQualifiedName()
            .contentEquals(RuntimeNames.EVERY))
        .findFirst();
  }
}
