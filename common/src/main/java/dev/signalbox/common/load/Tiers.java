package dev.signalbox.common.load;

/**
 * How many of its slots a loaded machine may use. From the threshold on, what is left up to 100 %
 * is cut into three tiers: 75, 50 and 25 % of the slots. With the usual threshold of 85 % the tiers
 * begin at 85, 90 and 95 %; each bound belongs to the tier above it.
 *
 * @param maxCpu where the first tier of the processor begins; 100 for no tiers
 * @param maxMemory where the first tier of the memory begins; 100 for no tiers
 */
public record Tiers(double maxCpu, double maxMemory) {

  /** From here on nothing more is started on a machine that has work already. */
  public static final double FULL = 95;

  private static final double ALL = 100;
  private static final int PARTS = 4;
  private static final int STEPS = 3;

  public Tiers {
    check("max-cpu", maxCpu);
    check("max-memory", maxMemory);
  }

  /** The most slots that may be used under that load, at least one; negative loads are unknown. */
  public int ceiling(double cpu, double memory, int slots) {
    return Math.min(under(cpu, maxCpu, slots), under(memory, maxMemory, slots));
  }

  /** Whether the machine is so loaded that it should end something before it begins something. */
  public static boolean isFull(double cpu, double memory) {
    return Math.max(cpu, memory) >= FULL;
  }

  private static int under(double load, double threshold, int slots) {
    if (threshold >= ALL || load < threshold) {
      return slots;
    }
    double step = (ALL - threshold) / STEPS;
    int tier = (int) Math.min(STEPS, 1 + Math.floor((load - threshold) / step));
    return Math.max(1, slots * (PARTS - tier) / PARTS);
  }

  private static void check(String name, double percent) {
    if (!(percent > 0 && percent <= ALL)) {
      throw new IllegalArgumentException(
          name + " is " + percent + ", not a percentage above 0 and up to 100");
    }
  }
}
