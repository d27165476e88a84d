package dev.coriolis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** Holds the ladder of packages: each imports only from rungs below its own. */
@AnalyzeClasses(packages = "dev.coriolis", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** From the lowest rung to the highest; those on one rung do not see each other. */
  private static final List<List<String>> RUNGS = List.of(
      List.of("dev.coriolis.frame"),
      List.of("dev.coriolis", "dev.coriolis.micrometer"),
      List.of("dev.coriolis.loop", "dev.coriolis.adapt"),
      List.of("dev.coriolis.http", "dev.coriolis.json", "dev.coriolis.sync"),
      List.of("dev.coriolis.http.client", "dev.coriolis.http.server"),
      List.of("dev.coriolis.web", "dev.coriolis.schedule"),
      List.of("dev.coriolis.auth"));

  @ArchTest
  static void packagesImportFromRungsBelowOnly(JavaClasses all) {
    for (int rung = 0; rung < RUNGS.size(); rung++) {
      for (String name : RUNGS.get(rung)) {
        String[] notBelow = RUNGS.subList(rung, RUNGS.size()).stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(name))
            .toArray(String[]::new);
        noClasses()
            .that()
            .resideInAPackage(name)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(notBelow)
            .allowEmptyShould(false)
            .check(all);
      }
    }
  }

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.coriolis.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyPackageHasItsRung = noClasses()
      .should()
      .resideOutsideOfPackages(RUNGS.stream().flatMap(List::stream).toArray(String[]::new));

  @ArchTest
  static final ArchRule noPublicSignatureHasNettyTypesButThatOfTheAdapter = codeUnits()
      .that()
      .areDeclaredInClassesThat()
      .resideOutsideOfPackage("dev.coriolis.adapt")
      .should(haveNoNettyTypeIfTheyArePublic());

  @ArchTest
  static final ArchRule onlyItsAdapterKnowsGuava = noClasses()
      .that()
      .haveNameNotMatching("dev\\.coriolis\\.adapt\\.Guava(\\$.*)?")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("com.google.common..");

  @ArchTest
  static final ArchRule onlyTheirAdapterKnowsReactiveStreams = noClasses()
      .that()
      .doNotHaveFullyQualifiedName("dev.coriolis.adapt.ReactiveStreams")
      .should()
      .dependOnClassesThat()
      .resideInAPackage("org.reactivestreams..");

  @ArchTest
  static final ArchRule staticsNeverChange = fields()
      .that()
      .haveModifier(JavaModifier.STATIC)
      .and()
      .doNotHaveModifier(JavaModifier.SYNTHETIC)
      .should()
      .beFinal();

  private static ArchCondition<JavaCodeUnit> haveNoNettyTypeIfTheyArePublic() {
    return new ArchCondition<>("have no Netty type") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        boolean visible = unit.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
            && (unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED));
        Stream<JavaClass> types =
            Stream.concat(unit.getRawParameterTypes().stream(), Stream.of(unit.getRawReturnType()));
        if (visible && types.anyMatch(type -> type.getPackageName().startsWith("io.netty"))) {
          events.add(SimpleConditionEvent.violated(unit, unit.getFullName()));
        }
      }
    };
  }
}
