package dev.coriolis.testprograms;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips the tests whose programs are missing, or fails them on a build server. */
final class ProgramCondition implements ExecutionCondition {
  private final Map<String, String> environment;

  @SuppressWarnings("unused") // by JUnit
  ProgramCondition() {
    this(System.getenv());
  }

  ProgramCondition(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresProgram.class)
        .map(required -> evaluate(required.value()))
        .orElse(enabled("needs no program"));
  }

  ConditionEvaluationResult evaluate(String... programs) {
    for (String program : programs) {
      if (Programs.find(program, environment).isEmpty()) {
        String reason = program + " is not installed";
        if ("true".equals(environment.get("CI"))) {
          throw new IllegalStateException(reason + ", and CI=true lets no test be skipped");
        }
        return disabled(reason);
      }
    }
    return enabled("every program is installed");
  }
}
