package dev.signalbox.dashboard;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.signalbox.common.testing.HouseRules;

/** The dashboard keeps the rules of the house; what jOOQ generates has its own. */
@AnalyzeClasses(
    packages = "dev.signalbox.dashboard",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      DashboardHouseRulesTest.WithoutGenerated.class
    })
class DashboardHouseRulesTest {
  @ArchTest static final ArchTests RULES = ArchTests.in(HouseRules.class);

  /** Leaves out the classes of the tables, which refer to each other in circles. */
  static final class WithoutGenerated implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/jooq/generated/");
    }
  }
}
