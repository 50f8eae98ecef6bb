package dev.signalbox.common.footprint;

import java.util.List;
import java.util.stream.Stream;

/** The files that have one writer at a time whoever asks (S2-20): build, lock and CI files. */
public final class SharedFiles {
  /** Always shared; a plan's {@code shared-files} are added. */
  public static final List<PathPattern> BUILT_IN =
      Footprint.patterns(
          List.of(
              "package.json",
              "package-lock.json",
              "tsconfig.json",
              "pom.xml",
              "build.gradle",
              "build.gradle.kts",
              "settings.gradle",
              "Cargo.toml",
              "Cargo.lock",
              "go.mod",
              "go.sum",
              ".github/workflows/**"));

  private SharedFiles() {}

  /** The built-in patterns and the plan's own. */
  public static List<PathPattern> with(List<PathPattern> own) {
    return Stream.concat(BUILT_IN.stream(), own.stream()).distinct().toList();
  }
}
