package dev.signalbox.cli.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.core.outcome.CommandFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S1-20 to S1-24, S1-28: what may be used of the machine, by option, environment and file. */
class MachineSettingsTest {

  @Test
  void anOptionWinsOverTheEnvironmentAndThatOverTheFile() {
    MachineSettings settings =
        MachineSettings.of(
            Map.of(MachineSetting.MAX_CPU, "70"),
            Map.of("SIGNALBOX_MAX_CPU", "80", "SIGNALBOX_MAX_MEMORY", "60.5"),
            "max-cpu: 90\nmax-memory: 91\nmax-workers: 7\nauto-scaling: false\n",
            "config.yaml");
    assertThat(settings.forPlan())
        .containsExactly(
            Map.entry("max-workers", 7),
            Map.entry("max-cpu", 70.0),
            Map.entry("max-memory", 60.5),
            Map.entry("auto-scaling", false));
    assertThat(settings.forServer())
        .containsSubsequence(
            "--slots", "7", "--set", "worker:signalbox.worker.scaling.max-cpu=70.0");
  }

  @Test
  void theNamesOfTheForerunnerAreUnderstoodAfterOurs() {
    MachineSettings settings =
        MachineSettings.of(
            Map.of(),
            Map.of(
                "AIPM_MAX_WORKERS", "10",
                "AIPM_MAX_CPU_PERCENT", "90.0",
                "AIPM_MAX_MEMORY_PERCENT", "85.0",
                "SIGNALBOX_MAX_MEMORY", "80",
                "AIPM_ENABLE_MONITORING", "True",
                "AIPM_ENABLE_AUTO_SCALING", "0"),
            "",
            "config.yaml");
    assertThat(settings.forPlan())
        .containsEntry("max-workers", 10)
        .containsEntry("max-cpu", 90.0)
        .containsEntry("max-memory", 80.0)
        .containsEntry("resource-monitoring", true)
        .containsEntry("auto-scaling", false);
  }

  @Test
  void aSystemStartedForAPlanHasRoomForItAndNeverLessThanUsual() {
    MachineSettings none = MachineSettings.of(Map.of(), Map.of(), "", "config.yaml");
    assertThat(none.withWorkersOf(asking("12"), 4).forPlan()).containsEntry("max-workers", 12);
    assertThat(none.withWorkersOf(asking("1"), 4).forPlan()).containsEntry("max-workers", 4);
    assertThat(none.withWorkersOf(none, 4).forPlan()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNALBOX_MAX_WORKERS, 0, from 1 to 256",
    "SIGNALBOX_MAX_WORKERS, many, from 1 to 256",
    "AIPM_MAX_WORKERS, 257, from 1 to 256",
    "SIGNALBOX_MAX_CPU, 0, above 0 and up to 100",
    "SIGNALBOX_MAX_CPU, 100.5, above 0 and up to 100",
    "SIGNALBOX_MAX_MEMORY, -3, above 0 and up to 100",
    "SIGNALBOX_AUTO_SCALING, maybe, neither true nor false",
  })
  void whatIsOutOfRangeIsRefusedWithItsPlace(String variable, String value, String why) {
    assertThatThrownBy(
            () -> MachineSettings.of(Map.of(), Map.of(variable, value), "", "config.yaml"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-cpus: 5|there is no setting max-cpus",
        "max-cpu: high|config.yaml: max-cpu",
        "just words|it is no list of settings",
        "a: [1|cannot use config.yaml",
      })
  void aFileThatMakesNoSenseIsRefusedWithItsName(String file, String why) {
    assertThatThrownBy(() -> MachineSettings.of(Map.of(), Map.of(), file, "config.yaml"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(why);
  }

  private static MachineSettings asking(String workers) {
    return MachineSettings.of(
        Map.of(MachineSetting.MAX_WORKERS, workers), Map.of(), "", "config.yaml");
  }
}
