package dev.signalbox.scheduler.core.lookahead;

/** Numbers without a pattern that are the same in every run (Steele et al., SplitMix, 2014). */
final class Noise {
  private long state;

  int below(int limit) {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), limit);
  }
}
