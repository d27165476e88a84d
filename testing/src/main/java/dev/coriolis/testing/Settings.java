package dev.coriolis.testing;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a {@link CoroutineTest} is told by its annotation.
 *
 * @param timeout nothing for no limit
 * @param seed nothing to draw one
 */
record Settings(TestLoop loop, Optional<Duration> timeout, Optional<Long> seed) {

  /** Reads the annotation of the method, or else that of its class or of a class around that. */
  static Settings of(ExtensionContext context) {
    CoroutineTest annotation = context
        .getElement()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, CoroutineTest.class))
        .or(() -> AnnotationSupport.findAnnotation(
            context.getRequiredTestClass(), CoroutineTest.class, context.getEnclosingTestClasses()))
        .orElseThrow(() -> new IllegalStateException("there is no @CoroutineTest at "
            + context.getDisplayName() + ", and that alone brings the extension"));
    if (annotation.timeoutSeconds() < 0) {
      throw new IllegalArgumentException("timeoutSeconds must not be negative, was "
          + annotation.timeoutSeconds() + " at " + context.getDisplayName());
    }
    boolean limited = annotation.timeoutSeconds() > 0 && !Debugger.isAttached();
    return new Settings(
        annotation.value(),
        Optional.of(Duration.ofSeconds(annotation.timeoutSeconds())).filter(any -> limited),
        Optional.of(annotation.seed()).filter(seed -> seed != 0));
  }
}
