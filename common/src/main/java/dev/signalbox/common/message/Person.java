package dev.signalbox.common.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works on a task, as commits and boards name them.
 *
 * @param email absent when it is not known
 */
public record Person(String name, @Nullable String email) {
  private static final int LONGEST = 100;
  private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}<>]+");

  /** Rejects what git would not take as an identity. */
  public Person {
    Given.all(name);
    name = name.strip();
    email = email == null || email.isBlank() ? null : email.strip();
    require("name", name);
    if (email != null) {
      require("email", email);
    }
  }

  private static void require(String what, String text) {
    if (text.length() > LONGEST || !PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "the " + what + " of a person has 1 to " + LONGEST + " characters, no <, > or controls");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
