package dev.coriolis.processor;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Arrays;

/** The ladder: leaves, then those that know leaves and not each other, then the two that know all: the hook and the command line. */
@AnalyzeClasses(packages = "dev.coriolis.processor", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.coriolis.processor";
  private static final String[] LEAVES = {
    ROOT + ".model..", ROOT + ".diagnostic..", ROOT + ".names.."
  };

  @ArchTest
  static final ArchRule leavesKnowNobody = slices()
      .matching(ROOT + ".(*)..")
      .should()
      .notDependOnEachOther()
      .ignoreDependency(not(resideInAnyPackage(LEAVES)), alwaysTrue());

  @ArchTest
  static final ArchRule leavesDoNotKnowTheEntries = onlyKnows("model", "diagnostic", "names");

  @ArchTest
  static final ArchRule stepsKnowLeavesOnly = slices()
      .matching(ROOT + ".(*)..")
      .should()
      .notDependOnEachOther()
      .ignoreDependency(resideInAnyPackage(ROOT + ".javac..", ROOT + ".cli.."), alwaysTrue())
      .ignoreDependency(alwaysTrue(), resideInAnyPackage(LEAVES));

  @ArchTest
  static final ArchRule stepsDoNotKnowTheEntries =
      onlyKnows("check", "read", "generate", "weave", "javac", "cli");

  /** Two ways to the weaver: within javac, and without it. */
  @ArchTest
  static final ArchRule commandLineNeedsNoCompiler = noClasses()
      .that()
      .resideInAPackage(ROOT + ".cli..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          ROOT + ".javac..",
          ROOT + ".check..",
          ROOT + ".read..",
          ROOT + ".generate..",
          "com.sun..");

  @ArchTest
  static final ArchRule weaveSeesAsmAndTheJdkOnly = classes()
      .that()
      .resideInAPackage(ROOT + ".weave..")
      .should()
      .onlyDependOnClassesThat()
      .resideInAnyPackage(
          ROOT + ".weave..",
          ROOT + ".names..",
          ROOT + ".model..", // the description of a machine, of which source is made
          "org.objectweb.asm..",
          "org.jspecify..",
          "java..");

  @ArchTest
  static final ArchRule onlyWeaveSeesAsm = noClasses()
      .that()
      .resideOutsideOfPackage(ROOT + ".weave..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.objectweb.asm..");

  @ArchTest
  static final ArchRule onlyGenerateSeesJavaPoet = noClasses()
      .that()
      .resideOutsideOfPackage(ROOT + ".generate..")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.palantir.javapoet..");

  @ArchTest
  static final ArchRule runtimeIsKnownByNameOnly = noClasses()
      .should()
      .dependOnClassesThat(
          resideInAPackage("dev.coriolis..").and(not(resideInAPackage(ROOT + ".."))));

  @ArchTest
  static final ArchRule javacIsKnownByItsPublicApiOnly = noClasses()
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("com.sun.tools..", "sun..", "jdk.internal..");

  @ArchTest
  static final ArchRule staticsNeverChange =
      fields().that().haveModifier(JavaModifier.STATIC).should().beFinal();

  @ArchTest
  static final ArchRule staticsHoldNothingThatChanges = fields()
      .that()
      .haveModifier(JavaModifier.STATIC)
      .and()
      .doNotHaveModifier(JavaModifier.SYNTHETIC)
      .should()
      .notHaveRawType(rawTypeThatChanges());

  /** An interface of collections may stand for an immutable one; these cannot. */
  private static DescribedPredicate<JavaClass> rawTypeThatChanges() {
    return assignableTo(AbstractCollection.class)
        .or(assignableTo(AbstractMap.class))
        .or(assignableTo(ThreadLocal.class))
        .or(resideInAPackage("java.util.concurrent.atomic.."));
  }

  private static ArchRule onlyKnows(String... packages) {
    String[] names =
        Arrays.stream(packages).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAnyPackage(names)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT);
  }
}
