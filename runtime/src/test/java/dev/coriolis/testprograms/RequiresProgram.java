package dev.coriolis.testprograms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test only where these programs are installed. Elsewhere it is skipped, with the name of the
 * missing program; with {@code CI=true} in the environment it fails.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ProgramCondition.class)
public @interface RequiresProgram {

  /** The names of the programs, such as {@code nginx}. */
  String[] value();
}
