package dev.signalbox.common;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.signalbox.common.testing.HouseRules;

@AnalyzeClasses(
    packages = "dev.signalbox.common",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CommonHouseRulesTest {
  @ArchTest static final ArchTests RULES = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule NO_CLOCK_OR_CHANCE =
      HouseRules.withoutClockOrChance("dev.signalbox.common..");

  /** The whole module is a core; only the schema is read, from the class path. */
  @ArchTest
  static void theWholeModuleIsPure(JavaClasses all) {
    HouseRules.pure("dev.signalbox.common..").check(all.that(not(simpleName("SchemaCheck"))));
  }
}
