package dev.signalbox.benchmarks.locks;

/** One way to claim some paths and to give them back. */
@FunctionalInterface
interface Way {

  /**
   * Claims and releases once.
   *
   * @param number different each time
   */
  void claimAndRelease(long number) throws Exception;
}
