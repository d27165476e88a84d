package dev.coriolis.processor.diagnostic;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** Reports at declarations, in the rounds of annotation processing. */
public final class ElementReporter {
  private final Messager messager;

  /** Creates a reporter for the compilation of {@code messager}. */
  public ElementReporter(Messager messager) {
    this.messager = messager;
  }

  /** Reports without a place. */
  public void report(Diagnostic diagnostic, Object... arguments) {
    messager.printMessage(diagnostic.kind(), diagnostic.message(arguments));
  }

  /** Reports at the name of {@code place}. */
  public void reportAt(Diagnostic diagnostic, Element place, Object... arguments) {
    messager.printMessage(diagnostic.kind(), diagnostic.message(arguments), place);
  }

  /** Reports at the value of an annotation of {@code place}. */
  public void reportAt(Diagnostic diagnostic, AnnotatedValue place, Object... arguments) {
    messager.printMessage(
        diagnostic.kind(),
        diagnostic.message(arguments),
        place.element(),
        place.annotation(),
        place.value());
  }

  /**
   * Where a value of an annotation stands.
   *
   * @param element the annotated declaration
   * @param annotation its annotation
   * @param value the value in the annotation
   */
  public record AnnotatedValue(
      Element element, AnnotationMirror annotation, AnnotationValue value) {}
}
