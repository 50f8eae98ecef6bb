package dev.signalbox.dashboard.core;

/** A record as it was read: a message, or what is left of one. */
public sealed interface Incoming {

  Position position();

  /** It could be read. */
  record Readable(Received received) implements Incoming {
    @Override
    public Position position() {
      return received.position();
    }
  }

  /** It could not. */
  record Unreadable(DeadLetter letter) implements Incoming {
    @Override
    public Position position() {
      return letter.position();
    }
  }
}
