package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Footprint;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ChangePolicyTest {

  @Test
  void findsWhatTheFootprintDoesNotName() {
    Footprint footprint = Footprint.writing("src/*.java", "docs/");

    assertThat(
            ChangePolicy.undeclared(
                footprint,
                List.of(
                    plain("src/A.java"), plain("src/b/B.java"), plain("docs/x"), plain("pom.xml"))))
        .containsExactly("pom.xml", "src/b/B.java");
  }

  /** Also a name that looks like a glob is claimed as itself. */
  @Property
  void whatIsAddedIsNamedAfterwards(
      @ForAll
          @StringLength(min = 1, max = 8)
          @CharRange(from = 'a', to = 'c')
          @Chars({'*', '?', '[', ']', '\\', '.'})
          String name) {
    if (name.equals(".") || name.equals("..")) {
      return;
    }
    String path = "dir/" + name;
    Footprint only = ChangePolicy.only(List.of(path));

    assertThat(ChangePolicy.undeclared(only, List.of(plain(path)))).isEmpty();
    assertThat(ChangePolicy.undeclared(only, List.of(plain("dir/" + name + "x"))))
        .containsExactly("dir/" + name + "x");
  }

  @Test
  void widensWithoutLosingAnything() {
    Footprint footprint =
        new Footprint(Footprint.writing("a").writes(), Footprint.writing("r").writes());

    Footprint wider = ChangePolicy.widened(footprint, List.of("b"));

    assertThat(wider.writes()).containsAll(Footprint.writing("a", "b").writes());
    assertThat(wider.reads()).isEqualTo(footprint.reads());
  }

  @Test
  void refusesConflictMarkersAlways() {
    ChangedFile marked = new ChangedFile("a.txt", 10, 0, true);

    assertThat(ChangePolicy.refusal(List.of(plain("b"), marked), true))
        .hasValueSatisfying(why -> assertThat(why).contains("a.txt"));
  }

  @Test
  void refusesALargeDeletionUnlessItWasMeant() {
    List<ChangedFile> deletion = List.of(new ChangedFile("a.txt", 200, 81, false));

    assertThat(ChangePolicy.refusal(deletion, false))
        .hasValueSatisfying(why -> assertThat(why).contains("81 of 200", "a.txt"));
    assertThat(ChangePolicy.refusal(deletion, true)).isEmpty();
  }

  @Test
  void smallFilesAndSmallDeletionsAreFine() {
    assertThat(
            ChangePolicy.refusal(
                List.of(
                    new ChangedFile("small", 100, 100, false),
                    new ChangedFile("large", 200, 80, false)),
                false))
        .isEmpty();
  }

  private static ChangedFile plain(String path) {
    return new ChangedFile(path, 0, 0, false);
  }
}
