package dev.coriolis.processor.generate;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.coriolis.processor.model.Job;
import dev.coriolis.processor.model.JobClass;
import dev.coriolis.processor.names.RuntimeNames;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Modifier;

/**
 * Writes the registration of the periodic coroutines of one class.
 *
 * <pre>{@code
 * public final class FooJobs implements Jobs {
 *   private final Foo foo;
 *
 *   public FooJobs(Foo foo) {
 *     this.foo = foo;
 *   }
 *
 *   @Override
 *   public void addTo(Scheduler scheduler) {
 *     scheduler.every("Foo.refresh", Duration.ofSeconds(10), foo::refresh);
 *   }
 * }
 * }</pre>
 */
public final class JobsWriter {
  private static final ClassName JOBS = ClassName.get(RuntimeNames.SCHEDULE, RuntimeNames.JOBS);
  private static final ClassName SCHEDULER =
      ClassName.get(RuntimeNames.SCHEDULE, RuntimeNames.SCHEDULER);
  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");

  /**
   * Writes the source file, with the jobs in the order given.
   *
   * @throws FilerException if there is a type of its name
   */
  public void write(JobClass jobs, Filer filer) throws IOException {
    source(jobs).writeTo(filer);
  }

  private static JavaFile source(JobClass jobs) {
    TypeName type = type(jobs);
    String field = fieldName(jobs);
    TypeSpec.Builder registration = TypeSpec.classBuilder(jobs.generatedName())
        .addJavadoc("Registers the periodic coroutines of {@link $T}.", className(jobs))
        .addModifiers(visibility(jobs))
        .addModifiers(FINAL)
        .addSuperinterface(JOBS)
        .addOriginatingElement(jobs.origin())
        .addField(FieldSpec.builder(type, field, PRIVATE, FINAL).build())
        .addMethod(constructor(jobs, type, field))
        .addMethod(addTo(jobs, field));
    annotate(registration, jobs);
    return JavaFile.builder(jobs.packageName(), registration.build())
        .skipJavaLangImports(true)
        .build();
  }

  private static void annotate(TypeSpec.Builder registration, JobClass jobs) {
    if (jobs.traits().canNameGenerated()) {
      registration.addAnnotation(AnnotationSpec.builder(GENERATED)
          .addMember("value", "$S", "dev.coriolis.processor.CoroutineProcessor")
          .build());
    }
    if (jobs.traits().isDeprecated()) {
      registration.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
          .addMember("value", "{$S, $S}", "deprecation", "removal")
          .build());
    }
  }

  private static MethodSpec constructor(JobClass jobs, TypeName type, String field) {
    return MethodSpec.constructorBuilder()
        .addJavadoc("Creates the registration of the jobs of one object.")
        .addModifiers(visibility(jobs))
        .addParameter(type, field)
        .addStatement("this.$N = $N", field, field)
        .build();
  }

  private static MethodSpec addTo(JobClass jobs, String field) {
    MethodSpec.Builder method = MethodSpec.methodBuilder("addTo")
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .addParameter(SCHEDULER, "scheduler");
    for (Job job : jobs.jobs()) {
      method.addStatement(
          "scheduler.every($S, $L, $L::$N)",
          jobs.name() + "." + job.method(),
          DurationCode.of(job.delay()),
          receiver(jobs, job, field),
          job.method());
    }
    return method.build();
  }

  private static CodeBlock receiver(JobClass jobs, Job job, String field) {
    return job.isStatic() ? CodeBlock.of("$T", className(jobs)) : CodeBlock.of("$N", field);
  }

  private static Modifier[] visibility(JobClass jobs) {
    return jobs.traits().isPublic() ? new Modifier[] {PUBLIC} : new Modifier[0];
  }

  private static TypeName type(JobClass jobs) {
    int parameters = jobs.traits().typeParameters();
    if (parameters == 0) {
      return className(jobs);
    }
    WildcardTypeName any = WildcardTypeName.subtypeOf(Object.class);
    return ParameterizedTypeName.get(
        className(jobs), Collections.nCopies(parameters, any).toArray(TypeName[]::new));
  }

  private static ClassName className(JobClass jobs) {
    List<String> names = jobs.simpleNames();
    return ClassName.get(
        jobs.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }

  private static String fieldName(JobClass jobs) {
    return FieldName.of(jobs.simpleNames().get(jobs.simpleNames().size() - 1));
  }
}
