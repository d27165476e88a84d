package dev.coriolis.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A class with periodic coroutines.
 *
 * @param origin the class
 * @param packageName its package, empty if it has none
 * @param simpleNames the names of the classes around it and its own, from the outside in
 * @param traits what the generated source depends on besides
 * @param jobs its periodic coroutines, in the order of the source
 */
public record JobClass(
    TypeElement origin,
    String packageName,
    List<String> simpleNames,
    JobClassTraits traits,
    List<Job> jobs) {

  /** Copies the lists. */
  public JobClass {
    simpleNames = List.copyOf(simpleNames);
    jobs = List.copyOf(jobs);
  }

  /** Returns the name of the class within its package, as in the source: {@code Outer.Foo}. */
  public String name() {
    return String.join(".", simpleNames);
  }

  /** Returns the simple name of the class to be written: {@code Outer_FooJobs}. */
  public String generatedName() {
    return String.join("_", simpleNames) + "Jobs";
  }
}
