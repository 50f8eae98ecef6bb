package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import org.junit.jupiter.api.Test;

class PlatformTest {

  @Test
  void hasBothBinariesOfWhatItSupports() {
    Platform linux = Platform.of("Linux", "amd64");
    assertThat(Platform.class.getResource(linux.postgresArchive())).isNotNull();
    assertThat(Platform.class.getResource(linux.redisBinary())).isNotNull();
  }

  @Test
  void namesWhatIsSupportedWhereItIsNot() {
    assertThatThrownBy(() -> Platform.of("Mac OS X", "aarch64"))
        .hasMessageContaining("Linux amd64, not on Mac OS X aarch64")
        .extracting(failure -> ((EmbeddedServerException) failure).code())
        .isEqualTo(Code.UNSUPPORTED_PLATFORM);
  }
}
