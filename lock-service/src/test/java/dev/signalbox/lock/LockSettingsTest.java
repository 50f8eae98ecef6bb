package dev.signalbox.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class LockSettingsTest {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Test
  void defaults() {
    context.run(started ->
        assertThat(started.getBean(LockSettings.class))
            .isEqualTo(
                new LockSettings(
                    "redis://localhost:6379",
                    Duration.ofMillis(500),
                    Duration.ofMinutes(60),
                    Duration.ofSeconds(1),
                    Duration.ofHours(24),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(3),
                    Duration.ofDays(30),
                    Duration.ofSeconds(30))));
  }

  @Test
  void anUnknownSettingIsAnError() {
    refuses("signalbox.lock.redis-url=redis://localhost:6379");
  }

  @Test
  void aSettingThatMakesNoSenseIsAnError() {
    refuses("signalbox.lock.redis-uri= ");
    refuses("signalbox.lock.sweep-interval=0s");
    refuses("signalbox.lock.min-ttl=-1s");
    refuses("signalbox.lock.max-ttl=1m");
    refuses("signalbox.lock.turn-lease=25h");
    refuses("signalbox.lock.recovery-interval=0s");
  }

  private void refuses(String property) {
    context
        .withPropertyValues(property)
        .run(started -> assertThat(started).as(property).hasFailed());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(LockSettings.class)
  static class Settings {}
}
