package dev.signalbox.common.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that need types to check. A module's test says {@code @ArchTest static
 * final ArchTests rules = ArchTests.in(HouseRules.class)} on a class with
 * {@code @AnalyzeClasses(packages = "dev.signalbox.<module>", importOptions =
 * ImportOption.DoNotIncludeTests.class)}.
 */
public final class HouseRules {
  private static final String ROOT = "dev.signalbox.";
  private static final String COMMON = "common";

  /** Runs the cores of the services; only the command line uses it. */
  private static final String SIMULATOR = "simulator";

  private static final List<String> IMPURE_PACKAGES =
      List.of(
          "org.springframework.",
          "java.io.",
          "java.nio.file.",
          "java.nio.channels.",
          "java.net.",
          "java.sql.",
          "javax.sql.",
          "org.apache.kafka.",
          "org.jooq.",
          "org.redisson.",
          "org.eclipse.jgit.");

  private static final Set<String> IMPURE_CALLS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Random.<init>",
          "java.security.SecureRandom.<init>",
          "java.util.concurrent.ThreadLocalRandom.current");

  private HouseRules() {}

  @ArchTest static final ArchRule CORES_ARE_PURE = pure("..core..");

  @ArchTest static final ArchRule CORES_CALL_NO_CLOCK_OR_CHANCE = withoutClockOrChance("..core..");

  @ArchTest
  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices().matching("..adapter.(*)..").should().notDependOnEachOther().allowEmptyShould(true);

  @ArchTest
  static final ArchRule ADAPTERS_DO_NOT_KNOW_FLOWS =
      noClasses()
          .that()
          .resideInAPackage("..adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..flow..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule CORES_KNOW_ONLY_CORES =
      noClasses()
          .that()
          .resideInAPackage("..core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signalbox..adapter..", "dev.signalbox..flow..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.signalbox.(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule FIELDS_ARE_NOT_INJECTED =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base)")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that(describe("have a name in the source", HouseRules::isOurs))
          .should(beInNullMarkedPackages())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule MODULES_SHARE_ONLY_COMMON =
      classes()
          .that()
          .resideOutsideOfPackages(
              "dev.signalbox.standalone..", "dev.signalbox.benchmarks..", ROOT + SIMULATOR + "..")
          .should(dependOnlyOnOwnModuleAndCommon())
          .allowEmptyShould(true);

  /** The rule that some packages do no IO and know no framework. */
  public static ArchRule pure(String packages) {
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat(describe("do IO or belong to a framework", HouseRules::isImpure))
        .allowEmptyShould(true);
  }

  /** The rule that some packages neither ask for the time nor for anything random. */
  public static ArchRule withoutClockOrChance(String packages) {
    DescribedPredicate<JavaAccess<?>> impure =
        describe("a clock, chance or the environment is asked", HouseRules::isImpureCall);
    return noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .accessTargetWhere(impure)
        .allowEmptyShould(true);
  }

  private static boolean isImpure(JavaClass target) {
    String name = target.getFullName();
    return !name.equals("java.io.Serializable")
        && IMPURE_PACKAGES.stream().anyMatch(name::startsWith);
  }

  private static boolean isImpureCall(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    return IMPURE_CALLS.contains(owner + "." + access.getName());
  }

  private static boolean isOurs(JavaClass type) {
    return type.getPackageName().startsWith(ROOT)
        && !type.getPackageName().contains(".jooq")
        && !type.getSimpleName().equals("package-info");
  }

  private static ArchCondition<JavaClass> beInNullMarkedPackages() {
    return new ArchCondition<>("be in @NullMarked packages") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          String message = type.getPackageName() + " has no @NullMarked package-info.java";
          events.add(SimpleConditionEvent.violated(type, message));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> dependOnlyOnOwnModuleAndCommon() {
    return new ArchCondition<>("depend only on their own module and common") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(HouseRules::leavesModule)
            .forEach(dependency ->
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
      }
    };
  }

  private static boolean leavesModule(Dependency dependency) {
    String target = moduleOf(dependency.getTargetClass());
    String origin = moduleOf(dependency.getOriginClass());
    boolean simulates = origin.equals("cli") && target.equals(SIMULATOR);
    return !target.isEmpty() && !target.equals(COMMON) && !target.equals(origin) && !simulates;
  }

  /** The segment after {@code dev.signalbox.}; empty for anybody else's classes. */
  private static String moduleOf(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.")[0] : "";
  }
}
