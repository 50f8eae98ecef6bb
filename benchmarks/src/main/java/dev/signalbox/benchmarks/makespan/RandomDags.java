package dev.signalbox.benchmarks.makespan;

import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeded plans of 300 tasks, each writing one to three of 60 files. The number of a plan decides
 * how long its tasks take (even, log-normal, or one in five ten times as long as the others) and
 * whether all files are alike or some are written by most (Zipf).
 */
final class RandomDags {
  static final int TASKS = 300;
  static final int FILES = 60;

  private RandomDags() {}

  static Dag of(Family family, int number) {
    long seed = 1_000L * family.ordinal() + number;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[][] needs = family.needs(TASKS, random);
    long[] millis = new long[TASKS];
    int[][] writes = new int[TASKS][];
    for (int task = 0; task < TASKS; task++) {
      millis[task] = millis(number / 2 % 3, random);
      writes[task] = writes(isZipf(number), random);
    }
    return new Dag(millis, needs, writes, FILES);
  }

  static boolean isZipf(int number) {
    return number % 2 == 1;
  }

  private static long millis(int kind, RandomGenerator random) {
    return switch (kind) {
      case 0 -> random.nextInt(50, 251);
      case 1 -> Math.clamp(Math.round(120 * Math.exp(0.6 * random.nextGaussian())), 20, 2000);
      default -> random.nextInt(5) > 0 ? random.nextInt(50, 81) : random.nextInt(500, 801);
    };
  }

  private static int[] writes(boolean zipf, RandomGenerator random) {
    Set<Integer> files = new TreeSet<>();
    int wanted = random.nextInt(1, 4);
    while (files.size() < wanted) {
      files.add(zipf ? zipf(random) : random.nextInt(FILES));
    }
    return files.stream().mapToInt(Integer::intValue).toArray();
  }

  /** File n with a chance of 1/n. */
  private static int zipf(RandomGenerator random) {
    double all = 0;
    for (int file = 1; file <= FILES; file++) {
      all += 1.0 / file;
    }
    double left = random.nextDouble() * all;
    int file = 0;
    while (left > 1.0 / (file + 1) && file < FILES - 1) {
      left -= 1.0 / ++file;
    }
    return file;
  }
}
