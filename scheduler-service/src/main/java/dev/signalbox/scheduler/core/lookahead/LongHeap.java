package dev.signalbox.scheduler.core.lookahead;

/** A binary heap of numbers, the least first; without boxes, since it is the innermost loop. */
final class LongHeap {
  private final long[] heap;
  private int size;

  LongHeap(int most) {
    this.heap = new long[most];
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long first() {
    return heap[0];
  }

  void add(long value) {
    int at = size++;
    while (at > 0 && heap[(at - 1) / 2] > value) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = value;
  }

  long remove() {
    long first = heap[0];
    long last = heap[--size];
    int at = 0;
    int child = lesser(1);
    while (child < size && heap[child] < last) {
      heap[at] = heap[child];
      at = child;
      child = lesser(2 * at + 1);
    }
    heap[at] = last;
    return first;
  }

  private int lesser(int left) {
    return left + 1 < size && heap[left + 1] < heap[left] ? left + 1 : left;
  }
}
