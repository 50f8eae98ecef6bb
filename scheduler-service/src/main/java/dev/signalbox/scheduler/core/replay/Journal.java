package dev.signalbox.scheduler.core.replay;

/** Takes down every call that changes a core, in order, with what it gave. It never fails. */
@FunctionalInterface
public interface Journal extends AutoCloseable {
  /** Keeps nothing. */
  Journal NONE = (call, answer) -> {};

  void note(Recorded call, Answer answer);

  @Override
  default void close() {}
}
