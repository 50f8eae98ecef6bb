package dev.signalbox.scheduler;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.signalbox.common.testing.HouseRules;

@AnalyzeClasses(
    packages = "dev.signalbox.scheduler",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.Written.class})
class ArchitectureTest {
  @ArchTest static final ArchTests RULES = ArchTests.in(HouseRules.class);

  /** What people wrote: jOOQ's packages know each other in circles. */
  static final class Written implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/jooq/generated/");
    }
  }
}
