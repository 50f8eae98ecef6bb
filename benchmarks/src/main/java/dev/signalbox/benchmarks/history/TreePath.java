package dev.signalbox.benchmarks.history;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path as git has it, which may be no text at all.
 *
 * @param bytes a character for each byte
 */
record TreePath(String bytes) {

  /** The paths of the directories above, outermost first. */
  List<String> above() {
    List<String> directories = new ArrayList<>();
    for (int at = bytes.indexOf('/'); at >= 0; at = bytes.indexOf('/', at + 1)) {
      directories.add(bytes.substring(0, at));
    }
    return directories;
  }

  /** How a plan names it; by the nearest directory that is text, when the name itself is not. */
  String pattern() {
    try {
      return escaped(decoded(bytes));
    } catch (CharacterCodingException notText) {
      return above().reversed().stream()
          .flatMap(directory -> decodable(directory).stream())
          .findFirst()
          .orElse("**");
    }
  }

  private static List<String> decodable(String directory) {
    try {
      return List.of(escaped(decoded(directory)) + "/");
    } catch (CharacterCodingException notText) {
      return List.of();
    }
  }

  private static String decoded(String bytes) throws CharacterCodingException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
  }

  private static String escaped(String path) {
    return path.replaceAll("([\\\\*?\\[])", "\\\\$1");
  }
}
