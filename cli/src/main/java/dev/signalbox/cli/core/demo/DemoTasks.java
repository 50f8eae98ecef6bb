package dev.signalbox.cli.core.demo;

import dev.signalbox.cli.core.demo.DemoTask.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tasks of the demo, in an order in which every need stands before its dependents. */
final class DemoTasks {
  private static final List<String> FEATURES =
      List.of("cart", "checkout", "login", "mail", "orders", "prices", "search", "users");
  private static final List<String> ANIMALS = List.of("badger", "cat", "dog", "eel", "fox");
  private static final int CHAIN = 5;

  private DemoTasks() {}

  static List<DemoTask> of(int count) {
    List<DemoTask> tasks = new ArrayList<>();
    tasks.addAll(chain());
    tasks.addAll(fan());
    tasks.addAll(overlapping());
    tasks.addAll(wide());
    tasks.addAll(failing());
    List<DemoTask> independent = independent(count - tasks.size());
    tasks.addAll(independent);
    return tasks;
  }

  /** Each appends to the file the one before wrote. */
  private static List<DemoTask> chain() {
    return IntStream.rangeClosed(1, CHAIN)
        .mapToObj(step ->
            succeeds(
                "schema-" + step,
                step == 1 ? List.of() : List.of("schema-" + (step - 1)),
                List.of("schema/tables.sql"),
                new Effect.Append("schema/tables.sql", "create table t" + step + " ();")))
        .toList();
  }

  /** One, then eight at once, then one that needs them all and the chain. */
  private static List<DemoTask> fan() {
    List<String> pages = FEATURES.stream().map(name -> "features/" + name + ".txt").toList();
    List<String> keys = FEATURES.stream().map(name -> "feature-" + name).toList();
    DemoTask first =
        succeeds(
            "core", List.of(), List.of("core.txt"), new Effect.Write("core.txt", "core of all"));
    Stream<DemoTask> middle =
        IntStream.range(0, FEATURES.size())
            .mapToObj(index ->
                succeeds(
                    keys.get(index),
                    List.of("core"),
                    List.of(pages.get(index)),
                    new Effect.Write(pages.get(index), FEATURES.get(index) + " works")));
    DemoTask last =
        succeeds(
            "integrate",
            keys,
            List.of("features/index.txt"),
            new Effect.Concatenate("features/index.txt", pages));
    DemoTask notes =
        succeeds(
            "release-notes",
            List.of("integrate", "schema-" + CHAIN),
            List.of("NOTES.md"),
            new Effect.Concatenate("NOTES.md", List.of("features/index.txt", "schema/tables.sql")));
    return Stream.of(Stream.of(first), middle, Stream.of(last, notes))
        .flatMap(each -> each)
        .toList();
  }

  /** All write the same file, none needs another: one at a time, in any order. */
  private static List<DemoTask> overlapping() {
    return ANIMALS.stream()
        .map(animal ->
            succeeds(
                "register-" + animal,
                List.of(),
                List.of("registry.txt", "modules/" + animal + ".txt"),
                new Effect.InsertSorted("registry.txt", animal),
                new Effect.Write("modules/" + animal + ".txt", animal + " module")))
        .toList();
  }

  /** Footprints that are a directory and a glob, and a deletion. */
  private static List<DemoTask> wide() {
    return List.of(
        succeeds(
            "assets",
            List.of(),
            List.of("assets/"),
            new Effect.Write("assets/logo.txt", "logo"),
            new Effect.Write("assets/icons/home.txt", "home")),
        succeeds(
            "translate",
            List.of("core"),
            List.of("locale/**"),
            new Effect.Write("locale/de/core.txt", "Kern"),
            new Effect.Write("locale/fr/core.txt", "noyau")),
        succeeds(
            "remove-legacy",
            List.of(),
            List.of("legacy/old.txt"),
            new Effect.Delete("legacy/old.txt")));
  }

  /** One that fails once, one that always fails, and two that therefore never run. */
  private static List<DemoTask> failing() {
    return List.of(
        behaving("flaky-network", List.of(), "mirror.txt", Behaviour.FAILS_ONCE),
        behaving("broken-build", List.of(), "build.txt", Behaviour.FAILS),
        behaving("deploy-staging", List.of("broken-build"), "staging.txt", Behaviour.NEVER_RUNS),
        behaving("deploy-live", List.of("deploy-staging"), "live.txt", Behaviour.NEVER_RUNS));
  }

  private static List<DemoTask> independent(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number ->
            succeeds(
                "page-" + number,
                List.of(),
                List.of("docs/page-" + number + ".md"),
                new Effect.Write("docs/page-" + number + ".md", "Page " + number)))
        .toList();
  }

  private static DemoTask succeeds(
      String key, List<String> needs, List<String> files, Effect... effects) {
    return new DemoTask(
        key, titleOf(key), needs, files, List.of(effects), pauseOf(key), Behaviour.SUCCEEDS);
  }

  private static DemoTask behaving(
      String key, List<String> needs, String file, Behaviour behaviour) {
    return new DemoTask(
        key,
        titleOf(key),
        needs,
        List.of(file),
        List.of(new Effect.Write(file, key)),
        pauseOf(key),
        behaviour);
  }

  private static String titleOf(String key) {
    return Character.toUpperCase(key.charAt(0)) + key.substring(1).replace('-', ' ');
  }

  /** Between 100 and 499 ms, the same for the same key, so that tasks end at different times. */
  private static int pauseOf(String key) {
    return 100 + Math.floorMod(key.hashCode(), 400);
  }
}
