package dev.signalbox.benchmarks.locks;

/** One way to claim some paths and to give them back. */
@FunctionalInterface
interface Way {

  /**
   * Claims and releases once.
   *
   * @param number different each time
   * @return when the claim was granted, as {@link System#nanoTime} has it
   */
  long claimAndRelease(long number) throws Exception;
}
