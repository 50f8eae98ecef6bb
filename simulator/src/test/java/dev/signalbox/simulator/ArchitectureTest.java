package dev.signalbox.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.signalbox.common.testing.HouseRules;

@AnalyzeClasses(
    packages = "dev.signalbox.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests RULES = ArchTests.in(HouseRules.class);

  @ArchTest static final ArchRule PURE = HouseRules.pure("dev.signalbox.simulator..");

  @ArchTest
  static final ArchRule NO_CLOCK_OR_CHANCE =
      HouseRules.withoutClockOrChance("dev.signalbox.simulator..");

  @ArchTest
  static final ArchRule ONLY_CORES_OF_SERVICES =
      noClasses()
          .should()
          .dependOnClassesThat(describe("are no core", ArchitectureTest::isServiceOutsideCore));

  @ArchTest
  static final ArchRule CHANCE_HAS_ONE_HOME =
      noClasses()
          .that()
          .doNotHaveSimpleName("Chance")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.SplittableRandom");

  private static boolean isServiceOutsideCore(JavaClass target) {
    String name = target.getPackageName();
    boolean service =
        name.startsWith("dev.signalbox.scheduler")
            || name.startsWith("dev.signalbox.lock")
            || name.startsWith("dev.signalbox.worker");
    return service && !name.contains(".core");
  }
}
