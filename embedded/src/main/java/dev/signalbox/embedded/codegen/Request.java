package dev.signalbox.embedded.codegen;

import java.nio.file.Path;

/** What to generate: from which migrations, for which schema, into which package and folder. */
record Request(Path migrations, String outputPackage, String schema, Path output) {

  Path packageFolder() {
    return output.resolve(outputPackage.replace('.', '/'));
  }
}
