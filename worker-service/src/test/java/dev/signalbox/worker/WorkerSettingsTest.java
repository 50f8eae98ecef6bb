package dev.signalbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.message.WorkerMessage.Kind;
import dev.signalbox.worker.adapter.process.ContainerRun;
import dev.signalbox.worker.core.SlotVariables.Cache;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class WorkerSettingsTest {
  private static final ScalingSettings SCALING =
      new ScalingSettings(85, 85, true, true, Duration.ofSeconds(10), DataSize.ofMegabytes(512));

  @EnableConfigurationProperties(WorkerSettings.class)
  static class Wiring {}

  private static final PlaceSettings PLACE =
      new PlaceSettings(0, 10, List.of(Cache.NPM, Cache.PIP), DataSize.ofMegabytes(512));
  private static final ContainerSettings CONTAINER =
      new ContainerSettings("docker", ContainerRun.Pull.MISSING, "", "", "", List.of());

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Wiring.class);

  @Test
  void hasTheseDefaults() {
    context.run(started ->
        assertThat(started.getBean(WorkerSettings.class))
            .isEqualTo(
                new WorkerSettings(
                    "",
                    Path.of(System.getProperty("user.home"), ".signalbox/worker"),
                    4,
                    List.of(),
                    URI.create("http://localhost:8082"),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    10_485_760,
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(30),
                    List.of("*"),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(20),
                    SCALING,
                    new ProfileSettings(Kind.WORKER, "", Map.of()),
                    "",
                    PLACE,
                    List.of(),
                    CONTAINER)));
  }

  @ParameterizedTest
  @CsvSource({
    "slots=0, slots",
    "skills=a.b, skills",
    "heartbeat=0s, positive",
    "lease=900ms, positive",
    "drain=-1s, positive",
    "heartbeat=20s, two heartbeats",
    "slotz=3, slotz",
    "scaling.max-cpu=0, maxCpu",
    "scaling.max-cpu=101, maxCpu",
    "scaling.max-memory=-1, maxMemory",
    "scaling.window=0s, window",
    "profile.kind=robot, profile.kind",
    "place.ports=0, ports",
    "place.first-port=80, first port",
    "place.disk-reserve=-1B, reserve",
    "place.caches=cobol, caches",
    "container.cpus=many, cpus",
    "environment=A=B, environment",
    "container.memory=2gb, memory",
    "container.pull=sometimes, pull",
  })
  void refusesWhatMakesNoSense(String setting, String named) {
    context
        .withPropertyValues("signalbox.worker." + setting)
        .run(started ->
            assertThatThrownBy(() -> started.getBean(WorkerSettings.class))
                .hasStackTraceContaining(named));
  }

  @Test
  void leasesCanBeShort() {
    Map<String, String> settings =
        Map.of("signalbox.worker.lease", "1s", "signalbox.worker.heartbeat", "500ms");
    context
        .withPropertyValues(
            settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new))
        .run(started -> assertThat(started.getBean(WorkerSettings.class).lease()).hasSeconds(1));
  }
}
