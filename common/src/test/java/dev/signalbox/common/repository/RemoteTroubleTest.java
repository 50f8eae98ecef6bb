package dev.signalbox.common.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** I10: what git says of another host, told as what is wrong and what to do. */
class RemoteTroubleTest {

  @ParameterizedTest
  @CsvSource({
    "fatal: Authentication failed for 'https://host/shop',              AUTHENTICATION, false",
    "git@host: Permission denied (publickey).,                          AUTHENTICATION, false",
    "fatal: unable to access: The requested URL returned error: 403,    READ_ONLY,      false",
    "fatal: the receiving end does not support --atomic push,           NOT_ATOMIC,     false",
    "fatal: '/srv/shop' does not appear to be a git repository,         NOT_FOUND,      false",
    "ssh: connect to host h port 22: Connection refused,                UNREACHABLE,    true",
    "fatal: something nobody has heard of,                              OTHER,          true"
  })
  void gitsWordsTellWhatItIs(String words, RemoteTrouble expected, boolean passing) {
    RemoteTrouble trouble = RemoteTrouble.of(words);

    assertThat(trouble).isEqualTo(expected);
    assertThat(trouble.isPassing()).isEqualTo(passing);
    assertThat(trouble.about("https://host/shop", words)).startsWith("https://host/shop ");
  }

  @Test
  void theLineThatTellsItIsRepeatedAndNoPassword() {
    String words = "Cloning...\nssh: connect to host h: Connection refused\nfatal: no access\n";

    assertThat(RemoteTrouble.UNREACHABLE.about("https://ann:secret@host/shop", words))
        .contains("Connection refused")
        .doesNotContain("secret", "Cloning");
    assertThat(RemoteTrouble.OTHER.about("https://host/shop", words)).endsWith("fatal: no access");
    assertThat(RemoteTrouble.OTHER.about("https://host/shop", "")).contains("gave an error");
    assertThat(RemoteTrouble.READ_ONLY.hint()).contains("may push");
  }
}
