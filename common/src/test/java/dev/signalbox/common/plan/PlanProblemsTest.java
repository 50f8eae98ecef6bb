package dev.signalbox.common.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** I10: bad input gets an error that names what and where. */
class PlanProblemsTest {
  private final PlanReader reader = new PlanReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "E010-unknown-field   | 4  | agnt: x                                | did you mean agent?",
        "E010-unknown-field   | 4  | zzzzzz: x                              | x-zzzzzz",
        "E005-duplicate-key   | 4  | name: q                                | rename",
        "E033-path-and-url    | 4  | repository: { path: a, url: b }        | keep one",
        "E016-bad-branch      | 4  | repository: { target: refs/heads/x }   | refs/heads",
        "E016-bad-branch      | 4  | repository: { base: a..b }             | release/1.0",
        "E018-empty           | 4  | repository: {}                         | remove",
        "E012-wrong-type      | 4  | agent: 5                               | quotes",
        "E012-wrong-type      | 4  | labels: [a]                            | mapping",
        "E012-wrong-type      | 4  | agent:                                 | text",
        "E012-wrong-type      | 4  | limits: { max-cpu: .inf }              | a number",
        "E012-wrong-type      | 4  | limits: { auto-scaling: 1.5 }          | true or false",
        "E012-wrong-type      | 4  | setup: yes                             | a list",
        "E017-out-of-range    | 4  | limits: { max-workers: 0 }             | at least 1",
        "E017-out-of-range    | 4  | limits: { max-workers: 0xFFFFFFFFFFFF }| at most 1000",
        "E017-out-of-range    | 4  | limits: { max-workers: 99999999999999999999 } | at most 1000",
        "E017-out-of-range    | 4  | limits: { max-cpu: -1e3 }              | more than 0",
        "E013-bad-value       | 4  | on-failure: stop-al                    | did you mean stop-all?",
        "E013-bad-value       | 4  | on-failure: nothing                    | use one of",
        "E013-bad-value       | 4  | limits: { max-cost: lots }             | 25.00 USD",
        "E013-bad-value       | 4  | agent: \"\\0\"                         | NUL",
        "E015-bad-duration    | 4  | defaults: { timeout: 1x }              | 1h30m",
        "E015-bad-duration    | 4  | defaults: { estimate: soon }           | 1h30m",
        "E014-bad-name        | 4  | defaults: { env: { 1A: x } }           | letters",
        "E014-bad-name        | 4  | defaults: { skills: [JAVA] }           | java-25",
        "E019-duplicate-item  | 4  | shared-files: [a, a]                   | repetition",
        "E011-missing-field   | 4  | setup: [{ when-changed: [a] }]         | add run:",
        "E020-outside-repository | 4 | shared-files: [/etc]                 | repository's root",
        "E020-outside-repository | 4 | shared-files: [a/../b]               | without ..",
        "E020-outside-repository | 4 | setup: [{ run: x, when-changed: [.GIT/x] }] | remove",
        "E021-bad-pattern     | 4  | shared-files: ['a[b']                  | close it",
        "E021-bad-pattern     | 4  | shared-files: ['a[!]b']                | close it",
        "E021-bad-pattern     | 4  | shared-files: [a//b]                   | second slash",
        "E021-bad-pattern     | 4  | shared-files: [./a]                    | **",
        "E021-bad-pattern     | 4  | shared-files: ['a\\']                  | \\\\",
        "E021-bad-pattern     | 4  | shared-files: [\"a\\0\"]                 | NUL",
        "E022-bad-url         | 4  | repository: { url: x }                 | repository.path",
        "E022-bad-url         | 4  | repository: { url: 'git://h/a' }       | ssh",
        "E023-credentials-in-url | 4 | repository: { url: 'https://a:b@h/c' } | credential helper",
        "E035-bad-agent       | 4  | agent: { template: cloude }            | did you mean claude?",
        "E035-bad-agent       | 4  | agent: { template: pi, command: x }    | keep one",
        "E035-bad-agent       | 4  | agent: { model: x }                    | template:",
        "E010-unknown-field   | 4  | agent: { templat: pi, command: x }     | did you mean template?",
        "E014-bad-name        | 4  | agent: { template: pi, model: '$(x)' } | sonnet",
        "E018-empty           | 4  | agent: {}                              | give it a value",
        "E036-no-pull-request-command | 4 | merge: { strategy: pull-request } | docs/plan-format.md",
        "E009-bad-tag         | 4  | agent: !!binary x                      | remove the tag",
        "E009-bad-tag         | 4  | labels: !!set { a: b }                 | remove the tag",
        "E012-wrong-type      | 4  | <<: 5                                  | write <<",
      })
  void aFieldOfThePlan(String code, int line, String field, String hint) {
    String text = "signalbox: 1\nname: p\ntasks: { a: { run: x } }\n";
    assertOne(text + field + "\n", code, line, hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "E003-unknown-need     | a: { run: x, needs: bild }       | did you mean build?",
        "E003-unknown-need     | a: { run: x, needs: [other-one] }| add the task",
        "E004-self-need        | a: { run: x, needs: [a] }        | remove",
        "E014-bad-name         | A B: { run: x }                  | rename",
        "E030-nothing-to-do    | a: { title: x }                  | add run:",
        "E031-run-and-prompt   | a: { run: x, prompt: y }         | keep one",
        "E032-prompt-without-agent | a: { prompt: y }             | add agent:",
        "E012-wrong-type       | a:                               | mapping",
        "E011-missing-field    | a: { run: x, executor: container } | add image:",
        "E020-outside-repository | a: { run: x, files: [../x] }   | without ..",
        "E021-bad-pattern      | a: { run: x, reads: ['['] }      | close it",
        "E001-syntax           | a: { run: x                      | brackets",
        "E001-syntax           | a: *nothing                      | define",
        "E001-syntax           | ? [a]                            | ''",
        "E001-syntax           | a: &a { b: *a }                  | define",
        "E008-too-large        | a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | split",
      })
  void aTask(String code, String task, String hint) {
    String text = "signalbox: 1\nname: p\nno-files: unchecked\ntasks:\n  build: { run: x }\n  ";
    int line = task.contains("{ run: x   ") ? 7 : 6;
    assertOne(text + task.strip() + "\n", code, code.contains("syntax") ? -1 : line, hint);
  }

  @Test
  void aDocument() {
    assertOne("", "E001-syntax", 1, "start with");
    assertOne("a: 1\n---\nb: 2\n", "E001-syntax", 2, "one file");
    assertOne("a: \u0001", "E001-syntax", 1, "UTF-8");
    assertOne("text", "E012-wrong-type", 1, "mapping");
  }

  @Test
  void aLineBreakAtTheEndOfANameIsSeen() {
    String text = "signalbox: 1\nname: p\n";
    assertOne(text + "tasks: { \"a\\n\": { run: x } }", "E014-bad-name", 3, "rename");
    assertOne(
        text + "repository: { base: \"main\\n\" }\ntasks: { a: { run: x } }",
        "E016-bad-branch",
        3,
        "main");
  }

  @Test
  void longAndDeepTextsDoNoHarm() {
    String text = "signalbox: 1\ntasks: { a: { run: x } }\nname: ";
    assertOne(text + "a.".repeat(100_000) + "a\n", "E014-bad-name", 3, "rename");
    assertOne(
        text + "p\ndefaults: { timeout: " + "1s".repeat(100_000) + " }\n",
        "E015-bad-duration",
        4,
        "1h30m");
    String deep =
        Stream.iterate(1, level -> level + 1)
            .limit(200)
            .map(level -> "x-" + level + ": &n" + level + " [[[*n" + (level - 1) + "]]]\n")
            .reduce("x-0: &n0 [1]\n", String::concat);
    assertOne(deep, "E008-too-large", 14, "split");
  }

  private void assertOne(String text, String code, int line, String hint) {
    PlanReading reading = reader.read(text);
    assertThat(reading).as(text).isInstanceOf(PlanReading.Invalid.class);
    assertThat(reading.problems())
        .as(text)
        .anySatisfy(problem -> {
          assertThat(problem.code()).isEqualTo(code.strip());
          assertThat(problem.line()).isIn(line < 0 ? problem.line() : line);
          assertThat(problem.hint()).contains(hint.strip().replace("''", ""));
        });
  }

  @Test
  void theVersionIsSaidAndTheTasksMustNotBeMissing() {
    assertThat(reader.read("signalbox: 2\nname: p\ntasks: {}\n").problems())
        .extracting(Problem::code)
        .containsExactly("E007-version", "E006-no-tasks");
    assertThat(reader.read("signalbox: 1\n").problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("E011-missing-field", "E006-no-tasks");
  }

  @Test
  void aBombOfAliasesIsRefused() {
    String bomb =
        Stream.iterate(1, level -> level + 1)
            .limit(12)
            .map(level ->
                "x-" + level + ": &n" + level + " [" + ("*n" + (level - 1) + ",").repeat(9))
            .map(line -> line + "1]\n")
            .reduce("x-0: &n0 [1,1,1,1,1,1,1,1,1]\n", String::concat);

    assertThat(reader.read(bomb).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("E008-too-large"));
    assertThat(reader.read("#".repeat(64 * 1024 * 1024 + 1)).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("64 MiB"));
  }

  @Test
  void problemsStandInTheOrderOfTheDocument() {
    String text = "signalbox: 1\nname: P\nfoo: x\ntasks:\n  a: { need: x }\nbar: x\n";

    assertThat(reader.read(text).problems()).extracting(Problem::line).isSorted().hasSize(5);
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void everyCodeIsInTheManual(ProblemCode code) throws IOException {
    assertThat(Files.readString(Path.of("../docs/plan-format.md")))
        .contains("`" + code.text() + "`");
  }
}
