package dev.signalbox.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.embedded.testing.RealServices.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealServicesTest {

  private static final Optional<String> NO_ENGINE = Optional.of("no engine");

  @Test
  void autoTakesDockerOnlyWhereNothingStandsInTheWay() {
    assertThat(RealServices.choose("auto", Optional.empty())).isEqualTo(Kind.DOCKER);
    assertThat(RealServices.choose("auto", NO_ENGINE)).isEqualTo(Kind.EMBEDDED);
  }

  @Test
  void whatIsForcedIsTakenOrRefusedButNeverReplaced() {
    assertThat(RealServices.choose("embedded", Optional.empty())).isEqualTo(Kind.EMBEDDED);
    assertThat(RealServices.choose("docker", Optional.empty())).isEqualTo(Kind.DOCKER);
    assertThatThrownBy(() -> RealServices.choose("docker", NO_ENGINE))
        .hasMessageContaining("no engine");
    assertThatThrownBy(() -> RealServices.choose("podman", Optional.empty()))
        .hasMessageContaining("podman, not auto, docker or embedded");
  }

  @Test
  void anotherDatabaseKeepsServerAndQuery() {
    assertThat(RealServices.named("jdbc:postgresql://h:1/old?loggerLevel=OFF", "new"))
        .isEqualTo("jdbc:postgresql://h:1/new?loggerLevel=OFF");
    assertThat(RealServices.named("jdbc:postgresql://h:1/old", "new"))
        .isEqualTo("jdbc:postgresql://h:1/new");
  }
}
