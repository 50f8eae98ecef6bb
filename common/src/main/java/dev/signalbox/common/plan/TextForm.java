package dev.signalbox.common.plan;

import java.util.stream.Stream;

/** The forms of text that the schema knows by pattern, with words for those who missed them. */
enum TextForm {
  DURATION(
      ProblemCode.BAD_DURATION,
      "a duration",
      "write numbers with ms, s, m, h or d, as in 90s or 1h30m; more than zero"),
  BRANCH(
      ProblemCode.BAD_BRANCH,
      "the name of a branch",
      "write it without refs/heads/ and without spaces, as in main or release/1.0"),
  KEY(
      ProblemCode.BAD_NAME,
      "a name of at most 63 lower case letters and digits with single . _ - between them",
      "rename it, as in fix-login"),
  VARIABLE(
      ProblemCode.BAD_NAME,
      "the name of a variable",
      "use letters, digits and _, starting with a letter"),
  SKILL(
      ProblemCode.BAD_NAME,
      "the name of a skill (at most 40 lower case letters, digits and single -)",
      "rename it, as in java-25"),
  MONEY(ProblemCode.BAD_VALUE, "an amount with a currency", "write it as in 25.00 USD"),
  MODEL(
      ProblemCode.BAD_NAME,
      "the name of a model",
      "use letters, digits and . _ : / @ + -, as in sonnet or openai/gpt-5"),
  TEXT(ProblemCode.BAD_VALUE, "a text without NUL characters", "remove the NUL character");

  private final ProblemCode code;
  private final String words;
  private final String hint;

  TextForm(ProblemCode code, String words, String hint) {
    this.code = code;
    this.words = words;
    this.hint = hint;
  }

  /** The form that a keyword at this place of the schema asks for. */
  static TextForm of(String schemaLocation) {
    String place = schemaLocation.substring(schemaLocation.indexOf('#') + 1);
    if (place.contains("/duration/") || place.contains("/$defs/estimate/")) {
      return DURATION;
    } else if (place.contains("/branch/")) {
      return BRANCH;
    } else if (place.contains("/skills/")) {
      return SKILL;
    } else if (Stream.of("/key/", "/needs/", "/tasks/").anyMatch(place::contains)) {
      return KEY;
    } else if (place.endsWith("/propertyNames")) {
      return VARIABLE;
    }
    if (place.contains("/model/")) {
      return MODEL;
    }
    return place.contains("/max-cost/") ? MONEY : TEXT;
  }

  ProblemCode code() {
    return code;
  }

  String words() {
    return words;
  }

  String hint() {
    return hint;
  }
}
