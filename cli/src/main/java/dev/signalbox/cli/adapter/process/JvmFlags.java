package dev.signalbox.cli.adapter.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The flags of the standalone's JVM; docs/adr/0002 has the measurements behind them. */
final class JvmFlags {
  private static final List<String> ALWAYS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xms64m",
          "-Xmx640m",
          "-Xshare:auto",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.jooq.no-logo=true",
          "-Dorg.jooq.no-tips=true",
          "-Dfile.encoding=UTF-8");

  private JvmFlags() {}

  static List<String> in(Path home) {
    List<String> flags = new ArrayList<>(ALWAYS);
    flags.add("-XX:ErrorFile=" + home.resolve("logs/jvm-error.log"));
    String more = System.getenv("SIGNALBOX_JAVA_OPTS");
    if (more != null && !more.isBlank()) {
      flags.addAll(List.of(more.strip().split("\\s+")));
    }
    return flags;
  }
}
