package dev.signalbox.worker;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.signalbox.common.testing.HouseRules;

@AnalyzeClasses(
    packages = "dev.signalbox.worker",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest static final ArchTests RULES = ArchTests.in(HouseRules.class);
}
