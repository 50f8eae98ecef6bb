package dev.signalbox.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DashboardSettingsTest {

  @Test
  void hasTheseDefaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(
            new DashboardSettings(
                URI.create("http://127.0.0.1:8081"),
                URI.create("http://127.0.0.1:8082"),
                "",
                List.of(),
                Duration.ofSeconds(90),
                Duration.ofMinutes(15),
                4000,
                Duration.ofDays(14),
                Duration.ofMillis(100),
                Duration.ofSeconds(15),
                20_000));
  }

  @Test
  void takesSettingsByTheirNames() {
    DashboardSettings settings =
        bound(
            Map.of(
                "signalbox.dashboard.token", "secret",
                "signalbox.dashboard.allowed-hosts", "box.example.org,*",
                "signalbox.dashboard.retention", "2h"));
    assertThat(settings.token()).isEqualTo("secret");
    assertThat(settings.allowedHosts()).containsExactly("box.example.org", "*");
    assertThat(settings.retention()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> bound(Map.of("signalbox.dashboard.batch-size", "0")))
        .hasRootCauseMessage("batch-size and live-backlog are at least 1");
    assertThatThrownBy(() -> bound(Map.of("signalbox.dashboard.retention", "0s")))
        .hasRootCauseMessage(
            "retention, live-heartbeat and forward-timeout are longer than nothing");
    assertThatThrownBy(() -> bound(Map.of("signalbox.dashboard.live-interval", "-1s")))
        .hasRootCauseMessage("live-interval is not negative");
  }

  private static DashboardSettings bound(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("signalbox.dashboard", DashboardSettings.class);
  }
}
