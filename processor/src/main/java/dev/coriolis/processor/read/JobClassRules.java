package dev.coriolis.processor.read;

import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.ElementReporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/** Rules for classes with {@code @Every} methods: a class beside them must be able to name them. */
final class JobClassRules {
  private final ElementReporter reporter;

  JobClassRules(ElementReporter reporter) {
    this.reporter = reporter;
  }

  /** Reports what is wrong with a class, and returns whether nothing is. */
  boolean accept(TypeElement type) {
    if (nesting(type).anyMatch(outer -> outer.getModifiers().contains(Modifier.PRIVATE))) {
      return reject(type, "it, or a class around it, is private", "Make it package-private");
    }
    if (nesting(type).anyMatch(JobClassRules::isInner)) {
      return reject(
          type, "each object of it belongs to one of the class around it", "Make it static");
    }
    return true;
  }

  /** Returns the classes around a class and the class itself, from the outside in. */
  static Stream<TypeElement> nesting(TypeElement innermost) {
    Deque<TypeElement> types = new ArrayDeque<>();
    for (Element element = innermost;
        element instanceof TypeElement type;
        element = type.getEnclosingElement()) {
      types.addFirst(type);
    }
    return types.stream();
  }

  /** Nested interfaces, enums and records are static, said or not. */
  private static boolean isInner(TypeElement type) {
    return type.getKind() == ElementKind.CLASS
        && type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC);
  }

  private boolean reject(TypeElement type, String reason, String remedy) {
    reporter.reportAt(Diagnostic.INVALID_JOB_CLASS, type, reason, remedy);
    return false;
  }
}
