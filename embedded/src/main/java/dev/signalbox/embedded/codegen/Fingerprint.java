package dev.signalbox.embedded.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Constants;

/** A hash over everything that the generated code depends on. */
final class Fingerprint {

  /** Raised when what is generated changes though no input does. */
  private static final String GENERATOR = "1";

  private Fingerprint() {}

  static String of(Request request) throws IOException {
    MessageDigest digest = sha256();
    add(digest, GENERATOR, Constants.FULL_VERSION, request.outputPackage(), request.schema());
    for (Path migration : files(request.migrations())) {
      byte[] content = Files.readAllBytes(migration);
      String name = request.migrations().relativize(migration).toString();
      add(digest, name, Integer.toString(content.length));
      digest.update(content);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void add(MessageDigest digest, String... words) {
    for (String word : words) {
      digest.update(word.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
