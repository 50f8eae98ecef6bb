package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {

  private static final List<String> SERVER = List.of("postgres");

  @Test
  void whoIsNotRootRunsPlainly() {
    Privileges chosen = Privileges.choose(false, command -> false);
    assertThat(chosen.command(SERVER)).isEqualTo(SERVER);
  }

  @Test
  void rootTakesAUserNamespace() {
    Privileges chosen = Privileges.choose(true, command -> true);
    assertThat(chosen.command(SERVER)).containsExactly("unshare", "-U", "postgres");
  }

  @Test
  void rootDropsToNobodyWhereNamespacesAreForbidden() {
    Privileges chosen = Privileges.choose(true, command -> !command.contains("unshare"));
    assertThat(chosen.command(SERVER))
        .startsWith("setpriv", "--reuid=65534")
        .endsWith("--", "postgres");
  }

  @Test
  void rootIsToldWhyWhenNothingWorks() {
    assertThatThrownBy(() -> Privileges.choose(true, command -> false))
        .hasMessageContaining("refuses to run as root")
        .extracting(failure -> ((EmbeddedServerException) failure).code())
        .isEqualTo(Code.CANNOT_RUN_AS_ROOT);
  }
}
