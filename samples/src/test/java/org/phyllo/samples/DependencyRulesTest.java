package org.phyllo.samples;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which package may depend on which. The rules stand in this module because it alone sees all
 * others; a rule about a package that has no classes yet holds.
 */
@AnalyzeClasses(packages = "org.phyllo", importOptions = DoNotIncludeTests.class)
final class DependencyRulesTest {
  private static final String DSL = "org.phyllo.dsl..";
  private static final String RUNTIME = "org.phyllo.runtime..";
  private static final String PROCESSOR = "org.phyllo.processor..";
  private static final String DATA = "org.phyllo.data..";

  private static final String VECTOR = "jdk.incubator.vector..";

  private static final DescribedPredicate<JavaClass> IS_VECTOR =
      assignableTo("jdk.incubator.vector.Vector");

  private static final String DECLARE = "org.phyllo.processor.declare..";
  private static final String RESOLVE = "org.phyllo.processor.resolve..";
  private static final String LAYER = "org.phyllo.processor.layer..";
  private static final String NESTS = "org.phyllo.processor.ir..";
  private static final String LOWER = "org.phyllo.processor.lower..";
  private static final String PLAN = "org.phyllo.processor.plan..";
  private static final String PRINT = "org.phyllo.processor.print..";

  /** The JDK's base module, and annotations that only the compiler reads. */
  private static final String[] JAVA = {
    "java.lang..",
    "java.io..",
    "java.net..",
    "java.nio..",
    "java.time..",
    "java.util..",
    "java.text..",
    "java.math..",
    "java.security..",
    "org.jspecify.annotations"
  };

  @ArchTest static final ArchRule dslDependsOnNothing = onlyOn(DSL, DSL);

  @ArchTest
  static final ArchRule runtimeDependsOnDslAndTheJdk = onlyOn(RUNTIME, RUNTIME, DSL, VECTOR);

  @ArchTest
  static final ArchRule dataDependsOnRuntimeAndDsl =
      onlyOn(DATA, DATA, RUNTIME, DSL, "java.awt.image..", "javax.imageio..");

  @ArchTest
  static final ArchRule processorDependsOnDslAndTheCompiler =
      onlyOn(
          PROCESSOR,
          PROCESSOR,
          DSL,
          "javax.annotation.processing..",
          "javax.lang.model..",
          "javax.tools..",
          "com.palantir.javapoet..",
          "com.google.auto.service..");

  @ArchTest
  static final ArchRule loopNestsStandAlone =
      noneOf(NESTS, DECLARE, RESOLVE, LAYER, LOWER, PLAN, PRINT);

  @ArchTest
  static final ArchRule declareComesFirst = noneOf(DECLARE, RESOLVE, LAYER, LOWER, PLAN, PRINT);

  @ArchTest static final ArchRule resolveComesBeforePlan = noneOf(RESOLVE, PLAN, PRINT);

  @ArchTest static final ArchRule lowerComesBeforePlan = noneOf(LOWER, PLAN, PRINT);

  @ArchTest static final ArchRule planComesBeforePrint = noneOf(PLAN, PRINT);

  @ArchTest static final ArchRule layersKnowNoPrinters = noneOf(LAYER, PLAN, PRINT);

  /** They print what a layer is called and measures, and nothing that only one kind has. */
  @ArchTest
  static final ArchRule plansAndPrintersKnowNoKindOfLayer =
      noClasses()
          .that()
          .resideInAnyPackage(PLAN, PRINT)
          .should()
          .dependOnClassesThat(
              resideInAPackage(LAYER).and(not(simpleName("Layer").or(simpleName("Parameter")))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule phasesDoNotCallEachOtherInCircles =
      slices()
          .matching("org.phyllo.processor.(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule publicTypesDoNotNameVectors =
      noClasses()
          .that()
          .arePublic()
          .should()
          .dependOnClassesThat()
          .resideInAPackage(VECTOR)
          .allowEmptyShould(true);

  /** Where HotSpot doesn't inline the call, a vector that is handed over becomes an object. */
  @ArchTest
  static final ArchRule vectorsStayWithinAMethod =
      noMethods()
          .should()
          .haveRawReturnType(IS_VECTOR)
          .orShould()
          .haveRawParameterTypes(anyElementThat(IS_VECTOR))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule runtimeAndDataTakeNoHiddenRandomNumbers =
      noClasses()
          .that()
          .resideInAnyPackage(RUNTIME, DATA)
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)")
          .orShould()
          .callMethod(Math.class, "random")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule runtimeUsesNoReflectionAndNoLogging =
      noClasses()
          .that()
          .resideInAPackage(RUNTIME)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect..", "java.util.logging..")
          .allowEmptyShould(true);

  private DependencyRulesTest() {}

  private static ArchRule onlyOn(String source, String... targets) {
    String[] allowed = new String[JAVA.length + targets.length];
    System.arraycopy(JAVA, 0, allowed, 0, JAVA.length);
    System.arraycopy(targets, 0, allowed, JAVA.length, targets.length);
    return classes()
        .that()
        .resideInAPackage(source)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true);
  }

  private static ArchRule noneOf(String source, String... targets) {
    return noClasses()
        .that()
        .resideInAPackage(source)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(targets)
        .allowEmptyShould(true);
  }
}
