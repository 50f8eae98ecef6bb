package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.schedule.Policies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;

class SchedulerSettingsTest {
  private static final String PREFIX = "signalbox.scheduler";

  @Test
  void theDefaultsAreThoseOfTheCore() {
    SchedulerSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate(PREFIX, SchedulerSettings.class);
    assertThat(settings.policies()).isEqualTo(Policies.DEFAULTS);
    assertThat(settings.lockUrl()).isEqualTo(URI.create("http://localhost:8082"));
    assertThat(settings.buffer()).isEqualTo(1);
    assertThat(settings.workerLease()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.sessionTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.largestMessage()).isEqualTo(64 << 20);
    assertThat(settings.inlinePlan()).isEqualTo(1 << 20);
    assertThat(settings.largestPlan()).isEqualTo(1L << 30);
    assertThat(settings.tasksPerRecord()).isEqualTo(1000);
    assertThat(settings.rememberMessages()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.recording()).isNull();
    assertThat(settings.recordingLimit()).isEqualTo(256 << 20);
    assertThat(settings.failPoint()).isEmpty();
  }

  @Test
  void aRecordingIsNamedByItsPath() {
    String setting = "--signalbox.scheduler.recording=log/decisions.jsonl";
    try (ConfigurableApplicationContext context = run(setting)) {
      assertThat(context.getBean(SchedulerSettings.class).recording())
          .isEqualTo(Path.of("log", "decisions.jsonl"));
    }
  }

  @Test
  void leasesMayBeAsLowAsASecond() {
    try (ConfigurableApplicationContext context = run("--signalbox.scheduler.queued-lease=1s")) {
      assertThat(context.getBean(SchedulerSettings.class).queuedLease())
          .isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void limitsAreOffButForUnknownFootprintsAndWaitingMerges() {
    SchedulerSettings.Limits limits =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate(PREFIX, SchedulerSettings.class)
            .limits();
    assertThat(limits.system()).isZero();
    assertThat(limits.classes()).isEmpty();
    assertThat(limits.lanes()).isEmpty();
    assertThat(limits.noFiles()).isEqualTo(4);
    assertThat(limits.mergeWait()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void classesAndLanesAreNamed() {
    Map<String, String> given =
        Map.of(PREFIX + ".limits.classes.P3", "2", PREFIX + ".limits.lanes.java", "3");
    SchedulerSettings.Limits limits =
        new Binder(new MapConfigurationPropertySource(given))
            .bindOrCreate(PREFIX, SchedulerSettings.class)
            .limits();
    assertThat(limits.classes()).containsExactly(Map.entry(Priority.P3, 2));
    assertThat(limits.lanes()).containsExactly(Map.entry("java", 3));
  }

  @Test
  void unknownAndImpossibleSettingsAreErrors() {
    assertThatThrownBy(() -> run("--signalbox.scheduler.typo=1")).hasStackTraceContaining("typo");
    assertThatThrownBy(() -> run("--signalbox.scheduler.buffer=-1"))
        .hasStackTraceContaining("buffer");
  }

  private static ConfigurableApplicationContext run(String setting) {
    return new SpringApplicationBuilder(SettingsOnly.class)
        .web(WebApplicationType.NONE)
        .bannerMode(Banner.Mode.OFF)
        .run(setting);
  }

  @EnableConfigurationProperties(SchedulerSettings.class)
  static class SettingsOnly {}
}
