package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void keepsAFreePortAndChoosesOneForAny() {
    int chosen = Ports.resolve(Ports.ANY);
    assertThat(chosen).isBetween(1, 65_535);
    assertThat(Ports.resolve(chosen)).isEqualTo(chosen);
  }

  @Test
  void refusesAPortThatIsHeldOnAllAddresses() throws Exception {
    try (ServerSocket everywhere = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
      assertThatThrownBy(() -> Ports.resolve(everywhere.getLocalPort()))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> Ports.resolve(65_536)).isInstanceOf(IllegalArgumentException.class);
  }
}
