package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void theDefaultsAreTheUsersHomeAndTheUsualPorts() {
    Options options = Options.parse();

    assertThat(options.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".signalbox"));
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.kafkaPort()).isEqualTo(9092);
    assertThat(options.slots()).isBetween(4, 16);
    assertThat(options.stopWith()).isEmpty();
  }

  @Test
  void everythingCanBeNamed() {
    Options options =
        Options.parse(
            "--home",
            "/tmp/h",
            "--port",
            "9000",
            "--kafka-port",
            "9001",
            "--slots",
            "2",
            "--stop-with",
            "17",
            "--set",
            "worker:signalbox.worker.lease=2s");

    assertThat(options.home()).isEqualTo(Path.of("/tmp/h"));
    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.kafkaPort()).isEqualTo(9001);
    assertThat(options.slots()).isEqualTo(2);
    assertThat(options.stopWith()).isEqualTo(OptionalLong.of(17));
    assertThat(options.settingsOf(Service.WORKER)).containsExactly("--signalbox.worker.lease=2s");
    assertThat(options.settingsOf(Service.LOCK)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"--port", "--port x", "--colour red", "--set nonsense", "--set broker:a=b"})
  void whatMakesNoSenseIsRefused(String line) {
    assertThatThrownBy(() -> Options.parse(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
