package dev.signalbox.common;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
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

  /**
   * The schema and agents' templates are on the class path; a plan's text may come in pieces. A
   * fail-point ends the process it is in, when a test asks for it. A lost database is told by the
   * types of what others threw.
   */
  private static final String READERS =
      ".*\\.plan\\.(SchemaCheck|PlanText.*|CheckedText|DocumentReader|PlanReader|AmendmentReader)"
          + "|.*\\.agent\\.AgentTemplates|.*\\.failpoint\\.FailPoint"
          + "|.*\\.database\\.LostDatabase";

  /** The whole module is a core; only texts are read, which others open. */
  @ArchTest
  static void theWholeModuleIsPure(JavaClasses all) {
    DescribedPredicate<JavaClass> reads =
        describe("read texts", each -> each.getName().matches(READERS));
    HouseRules.pure("dev.signalbox.common..").check(all.that(not(reads)));
  }
}
