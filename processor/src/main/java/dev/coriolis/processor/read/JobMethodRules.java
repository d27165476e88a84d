package dev.coriolis.processor.read;

import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.ElementReporter;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Rules for {@code @Every} methods: a scheduler calls them without arguments and awaits them. */
final class JobMethodRules {
  private final Types types;
  private final Elements elements;
  private final ElementReporter reporter;

  JobMethodRules(Types types, Elements elements, ElementReporter reporter) {
    this.types = types;
    this.elements = elements;
    this.reporter = reporter;
  }

  /** Reports the first thing that is wrong with a method, and returns whether nothing is. */
  boolean accept(ExecutableElement method) {
    TypeMirror type = method.getReturnType();
    if (type.getKind() == TypeKind.ERROR) {
      return false; // javac reports it
    }
    if (!isStage(type)) {
      return reject(
          method,
          "it returns " + type + " and the end of a run is known by its stage",
          "Return CompletionStage<Void> instead");
    }
    if (!method.getParameters().isEmpty()) {
      return reject(
          method,
          "the scheduler has no arguments for it",
          "Remove its parameters: what it needs can be in fields");
    }
    if (method.getModifiers().contains(Modifier.PRIVATE)) {
      return reject(method, "it is private and a class beside calls it", "Make it package-private");
    }
    if (method.getThrownTypes().stream().anyMatch(this::isChecked)) {
      return reject(
          method,
          "it declares a checked exception, which nobody is there to catch",
          "Catch it in the method");
    }
    return true;
  }

  private static boolean isStage(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return false;
    }
    String name = element.getQualifiedName().toString();
    return name.equals("java.util.concurrent.CompletionStage")
        || name.equals("java.util.concurrent.CompletableFuture");
  }

  private boolean isChecked(TypeMirror thrown) {
    return !isSubtype(thrown, "java.lang.RuntimeException")
        && !isSubtype(thrown, "java.lang.Error");
  }

  private boolean isSubtype(TypeMirror type, String name) {
    return types.isSubtype(type, elements.getTypeElement(name).asType());
  }

  private boolean reject(ExecutableElement method, String reason, String remedy) {
    reporter.reportAt(Diagnostic.INVALID_JOB, method, reason, remedy);
    return false;
  }
}
