package dev.signalbox.embedded.testing;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that starts when it is first asked for, and is closed only if it was. */
final class Lazy<S extends AutoCloseable> implements AutoCloseable {

  private final Supplier<S> start;
  private @Nullable S server;

  Lazy(Supplier<S> start) {
    this.start = start;
  }

  synchronized S get() {
    S running = server;
    if (running == null) {
      running = start.get();
      server = running;
    }
    return running;
  }

  @Override
  public synchronized void close() {
    if (server == null) {
      return;
    }
    try {
      server.close();
    } catch (Exception failure) { // close() declares no less
      throw new IllegalStateException("cannot close " + server, failure);
    }
  }
}
