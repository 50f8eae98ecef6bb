package dev.signalbox.common.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Plans as people write them, in any order, with and without mistakes. */
final class RandomText {
  private static final List<String> FIELDS =
      List.of(
          "description: text",
          "agent: claude",
          "agent: 5",
          "labels: { a: b, c: d }",
          "limits: { max-workers: 3 }",
          "limits: { max-workers: 0 }",
          "on-failure: retry",
          "on-failure: nonsense",
          "no-files: unchecked",
          "shared-files: [a, b/]",
          "shared-files: [/etc, a//b]",
          "setup: [{ run: x, when-changed: [../a] }]",
          "defaults: { priority: P1, timeout: 5m, env: { A: b } }",
          "defaults: { priority: 1, labels: { urgent: 'true' } }",
          "defaults: { labels: { urgent: 'true' } }",
          "defaults: { worker: human }",
          "defaults: { skills: [java, git], retry: { max: 2 } }",
          "defaults: { timeout: soon, nonsense: 1 }",
          "merge: { strategy: squash }",
          "x-note: &note { title: shared, files: [n.txt] }",
          "<<: { description: merged }",
          "unknown: 1",
          "name: twice",
          "tasks: { late: { run: x } }",
          "signalbox: 2");
  private static final List<String> TASK =
      List.of(
          "run: make",
          "run: ''",
          "prompt: do it",
          "title: A title",
          "issue: 7",
          "issue: -1",
          "files: [src/a.txt, docs/]",
          "files: [src/**/*.java, 'a[b']",
          "files: ['.git/config', a, a]",
          "reads: [README.md]",
          "reads: 7",
          "priority: P0",
          "priority: high",
          "priority: 4",
          "priority: 9",
          "estimate: 10m",
          "estimate: { points: 3 }",
          "env: { A: x, LEVEL: '1' }",
          "env: { 1A: x }",
          "with: { n: 3, text: t }",
          "skills: [java]",
          "worker: human",
          "timeout: 1x",
          "retry: { max: 1, backoff: 2s, when: [exit] }",
          "executor: tmux",
          "labels: { team: core }",
          "labels: { bug: 'true' }",
          "x-note: anything",
          "nonsense: 1",
          "<<: *note");
  private static final List<String> KEYS =
      List.of("a", "b", "c", "d-1", "e.f", "A", "x.lock", "<<");
  private static final String ODD = ":{}[],\"'-&*#\n\t !%@xé\u0000";

  private final Random random;

  private RandomText(long seed) {
    this.random = new Random(seed);
  }

  static String of(long seed) {
    return new RandomText(seed).text();
  }

  private String text() {
    List<String> lines = new ArrayList<>(List.of("signalbox: 1", "name: plan"));
    for (int i = random.nextInt(4); i > 0; i--) {
      lines.add(one(FIELDS));
    }
    lines.add(tasks());
    if (random.nextInt(3) == 0) {
      Collections.shuffle(lines, random);
    }
    String text = String.join("\n", lines) + "\n";
    return random.nextInt(4) == 0 ? spoiled(text) : text;
  }

  private String tasks() {
    if (random.nextInt(12) == 0) {
      return one(List.of("tasks: {}", "tasks: 5", "tasks: &all { a: { run: x } }", "tasks: [a]"));
    }
    StringBuilder text = new StringBuilder("tasks:");
    int count = 1 + random.nextInt(random.nextInt(20) == 0 ? 700 : 6);
    for (int at = 0; at < count; at++) {
      String key = random.nextInt(8) == 0 ? one(KEYS) : "t" + at;
      text.append("\n  ").append(key).append(": ").append(task(count));
    }
    return text.toString();
  }

  private String task(int count) {
    if (random.nextInt(30) == 0) {
      return one(List.of("text", "5", "[a]", "{}"));
    }
    List<String> fields = new ArrayList<>();
    fields.add(random.nextInt(10) == 0 ? one(TASK) : "run: make");
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.add(random.nextInt(3) == 0 ? one(TASK) : "files: [src/%d]".formatted(i));
    }
    fields.add(needs(count));
    return "{ " + String.join(", ", fields) + " }";
  }

  private String needs(int count) {
    return switch (random.nextInt(5)) {
      case 0 -> "needs: t" + random.nextInt(count);
      case 1 -> "needs: [t%d, t%d]".formatted(random.nextInt(count), random.nextInt(count));
      case 2 -> random.nextInt(5) == 0 ? "needs: [tt0, 5]" : "needs: []";
      default -> "x-none: 1";
    };
  }

  private String spoiled(String text) {
    int at = random.nextInt(text.length());
    String odd = String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
    return text.substring(0, at) + odd + text.substring(at + random.nextInt(2));
  }

  private String one(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
