package dev.signalbox.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded random plans: the same seed gives the same plan. */
final class RandomDag {
  private static final int NEAREST = 40;

  private final RandomGenerator random;
  private final Shape shape;

  /**
   * What a plan looks like.
   *
   * @param tasks how many
   * @param files how many different files they share; each task writes one to three of them
   * @param maxNeeds each task needs none to this many of the tasks shortly before it
   * @param minMillis the shortest command
   * @param maxMillis the longest command
   */
  record Shape(int tasks, int files, int maxNeeds, int minMillis, int maxMillis) {}

  RandomDag(long seed, Shape shape) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.shape = shape;
  }

  List<LoadTask> tasks() {
    List<LoadTask> tasks = new ArrayList<>();
    for (int index = 0; index < shape.tasks(); index++) {
      int millis = random.nextInt(shape.minMillis(), shape.maxMillis() + 1);
      tasks.add(new LoadTask(key(index), needs(index), files(), millis));
    }
    return tasks;
  }

  private List<String> needs(int index) {
    SequencedSet<String> needs = new TreeSet<>();
    int wanted = index == 0 ? 0 : random.nextInt(shape.maxNeeds() + 1);
    for (int i = 0; i < wanted; i++) {
      needs.add(key(random.nextInt(Math.max(0, index - NEAREST), index)));
    }
    return List.copyOf(needs);
  }

  private List<String> files() {
    SequencedSet<String> files = new TreeSet<>();
    int wanted = random.nextInt(1, 4);
    while (files.size() < wanted) {
      files.add("src/file-" + random.nextInt(shape.files()) + ".txt");
    }
    return List.copyOf(files);
  }

  private static String key(int index) {
    return "t" + index;
  }
}
