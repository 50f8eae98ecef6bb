package dev.signalbox.common.analysis;

/** Rows of bits of one width, in one array. */
final class BitRows {
  private final int words;
  private final long[] bits;

  /**
   * @param columns how many bits a row has; a multiple of 64
   */
  BitRows(int rows, int columns) {
    this.words = columns / Long.SIZE;
    this.bits = new long[Math.multiplyExact(rows, words)];
  }

  int words() {
    return words;
  }

  long word(int row, int word) {
    return bits[row * words + word];
  }

  void set(int row, int column) {
    bits[row * words + column / Long.SIZE] |= 1L << column;
  }

  /** Adds the bits of another row to this one. */
  void add(int row, int other) {
    for (int word = 0; word < words; word++) {
      bits[row * words + word] |= bits[other * words + word];
    }
  }

  /** Adds the bits of a row to what is gathered. */
  void addTo(long[] gathered, int row) {
    for (int word = 0; word < words; word++) {
      gathered[word] |= bits[row * words + word];
    }
  }
}
