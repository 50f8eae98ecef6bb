package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.util.List;
import java.util.stream.Collectors;

/** An operating system and processor that we have server binaries for, and where they are. */
record Platform(String system, String processor, String postgresArchive, String redisBinary) {

  /** To add one: its binaries artifact in pom.xml and a line here. */
  private static final List<Platform> SUPPORTED =
      List.of(
          new Platform(
              "Linux", "amd64", "/postgres-linux-x86_64.txz", "/redis-server-7.0.15-linux-amd64"));

  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String system, String processor) {
    return SUPPORTED.stream()
        .filter(each -> each.system.equals(system) && each.processor.equals(processor))
        .findFirst()
        .orElseThrow(() -> unsupported(system, processor));
  }

  private static EmbeddedServerException unsupported(String system, String processor) {
    String supported =
        SUPPORTED.stream()
            .map(each -> each.system + " " + each.processor)
            .collect(Collectors.joining(", "));
    return new EmbeddedServerException(
        Code.UNSUPPORTED_PLATFORM,
        "embedded servers run on %s, not on %s %s; point Signalbox at servers of your own"
            .formatted(supported, system, processor));
  }
}
