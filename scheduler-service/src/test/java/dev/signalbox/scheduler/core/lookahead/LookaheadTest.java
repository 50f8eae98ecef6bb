package dev.signalbox.scheduler.core.lookahead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are tried before a plan runs. */
class LookaheadTest {
  private static final long BUDGET = 12_000_000;
  private static final int[] NONE = {};

  @Test
  void keepsTheGivenOrderWhenNothingIsFaster() {
    Network network =
        new Network(new long[] {5, 5, 5}, new int[3][0], new int[3][0], new int[3][0], 0, 1);
    assertThat(Lookahead.order(network, BUDGET, new long[] {1, 3, 2})).containsExactly(1, 2, 0);
  }

  @Test
  void startsTheLongTaskFirstWhateverItWasTold() {
    long[] millis = {10, 10, 10, 10, 40};
    Network network = new Network(millis, new int[5][0], new int[5][0], new int[5][0], 0, 2);
    int[] order = Lookahead.order(network, BUDGET, new long[] {5, 4, 3, 2, 1});
    assertThat(new Greedy(network).run(order, new long[5])).isEqualTo(40);
  }

  @Test
  void withoutBudgetTriesTheFirstOrderOnly() {
    long[] millis = {10, 10, 10, 10, 40};
    Network network = new Network(millis, new int[5][0], new int[5][0], new int[5][0], 0, 2);
    int[] order =
        Lookahead.order(network, 1, new long[] {5, 4, 3, 2, 1}, new long[] {1, 2, 3, 4, 5});
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void letsReadersTogetherAndWritersAlone() {
    int[][] writes = {{0}, NONE, NONE};
    int[][] reads = {NONE, {0}, {0}};
    Network network = new Network(new long[] {7, 5, 5}, new int[3][0], writes, reads, 1, 3);
    long[] ends = new long[3];
    assertThat(new Greedy(network).run(new int[] {1, 0, 2}, ends)).isEqualTo(12);
    assertThat(ends).containsExactly(12, 5, 5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isNeverSlowerThanWhatItWasGivenAndAlwaysTheSame(long seed) {
    Network network = random(new Random(seed));
    long[] given = new Random(seed + 100).longs(network.tasks(), 0, 1000).toArray();
    int[] order = Lookahead.order(network, BUDGET, given);
    int[] plain =
        IntStream.range(0, network.tasks())
            .boxed()
            .sorted((one, other) -> Long.compare(given[other], given[one]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] ends = new long[network.tasks()];
    Greedy greedy = new Greedy(network);
    assertThat(greedy.run(order, ends)).isLessThanOrEqualTo(greedy.run(plain, ends.clone()));
    assertThat(order).containsExactly(Lookahead.order(network, BUDGET, given));
    assertThat(Arrays.stream(order).sorted().toArray()).containsExactly(range(network.tasks()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void runsNothingBesideWhatUsesTheSameThing(long seed) {
    Network network = random(new Random(seed));
    long[] ends = new long[network.tasks()];
    new Greedy(network).run(range(network.tasks()), ends);
    for (int one = 0; one < network.tasks(); one++) {
      for (int need : network.needs()[one]) {
        assertThat(ends[one] - network.millis()[one]).isGreaterThanOrEqualTo(ends[need]);
      }
      for (int other = 0; other < one; other++) {
        boolean share = network.alone()[one][0] == network.alone()[other][0];
        long overlap =
            Math.min(ends[one], ends[other])
                - Math.max(
                    ends[one] - network.millis()[one], ends[other] - network.millis()[other]);
        assertThat(share && overlap > 0).isFalse();
      }
    }
  }

  private static Network random(Random random) {
    int tasks = 40;
    int[][] needs = new int[tasks][];
    int[][] writes = new int[tasks][];
    for (int task = 0; task < tasks; task++) {
      needs[task] = task == 0 ? NONE : random.ints(2, 0, task).distinct().toArray();
      writes[task] = new int[] {random.nextInt(8)};
    }
    long[] millis = random.longs(tasks, 1, 100).toArray();
    return new Network(millis, needs, writes, new int[tasks][0], 8, 4);
  }

  private static int[] range(int end) {
    return IntStream.range(0, end).toArray();
  }
}
