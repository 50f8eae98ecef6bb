package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.core.ResultMessage.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** S2-29, C20: whoever wrote a part of a squashed commit is named. */
class ResultMessageTest {

  private static final String MESSAGE = "feat: x\n\nSignalbox-Task: a\n";

  @Test
  void namesEachOtherAuthorAndCoAuthorOnce() {
    List<Part> parts =
        List.of(
            new Part("Ann <ann@example.org>", "first"),
            new Part("Bob <bob@example.org>", "second\n\nco-authored-by: Cleo <C@example.org>"),
            new Part("Bobby <BOB@example.org>", "third\n\nCo-authored-by: Ann <ann@example.org>"));
    assertThat(ResultMessage.of(MESSAGE, "Ann <ann@example.org>", parts))
        .isEqualTo(
            MESSAGE
                + "Co-authored-by: Bob <bob@example.org>\n"
                + "Co-authored-by: Cleo <C@example.org>\n");
  }

  @Test
  void oneAuthorNeedsNoTrailer() {
    List<Part> parts = List.of(new Part("Ann <ann@example.org>", "first"));
    assertThat(ResultMessage.of(MESSAGE, "Ann <ann@example.org>", parts)).isEqualTo(MESSAGE);
  }
}
