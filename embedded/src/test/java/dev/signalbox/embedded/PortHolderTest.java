package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTest {

  private static final String LISTENER =
      "   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0 4711 1";
  private static final String CONNECTION =
      "   1: 0100007F:1538 0100007F:C350 01 00000000:00000000 00:00000000 00000000  0  0 4712 1";

  @Test
  void findsTheInodeOfTheListenerOnThePort() {
    assertThat(PortHolder.listeningInode(LISTENER, 5432)).contains("4711");
  }

  @Test
  void passesOverOtherPortsConnectionsAndTheHeading() {
    assertThat(PortHolder.listeningInode(LISTENER, 5433)).isEmpty();
    assertThat(PortHolder.listeningInode(CONNECTION, 5432)).isEmpty();
    assertThat(PortHolder.listeningInode("  sl  local_address rem_address   st", 5432)).isEmpty();
  }

  @Test
  void namesThisJvmAsTheHolderOfItsOwnSocket() throws Exception {
    try (ServerSocket own = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(PortHolder.of(own.getLocalPort()))
          .hasValueSatisfying(holder -> {
            assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(holder.command()).contains("java");
          });
    }
  }
}
