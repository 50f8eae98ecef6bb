package dev.signalbox.common.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Design section 11: git asks nobody, and works on no other repository than it is told. */
class RemoteEnvironmentTest {

  @Test
  void whatPointsElsewhereGoesAndNobodyIsAsked() {
    Map<String, String> environment =
        new HashMap<>(Map.of("GIT_DIR", "/other", "GIT_TRACE_CURL", "1", "HOME", "/home/ann"));

    RemoteEnvironment.prepare(environment);

    assertThat(environment)
        .doesNotContainKeys("GIT_DIR", "GIT_TRACE_CURL")
        .containsEntry("HOME", "/home/ann")
        .containsEntry("GIT_TERMINAL_PROMPT", "0");
  }

  @Test
  void sshFailsInsteadOfAskingUnlessTheUserChoseAnother() {
    Map<String, String> usual = new HashMap<>();
    Map<String, String> own = new HashMap<>(Map.of("GIT_SSH", "plink"));

    RemoteEnvironment.quietSsh(usual);
    RemoteEnvironment.quietSsh(own);

    assertThat(usual.get("GIT_SSH_COMMAND")).contains("BatchMode=yes");
    assertThat(own).doesNotContainKey("GIT_SSH_COMMAND");
  }
}
