package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server's locked folder, deleted on close when it was to be thrown away. */
final class Home implements AutoCloseable {

  private final HomeLock lock;
  private final boolean throwAway;

  private Home(HomeLock lock, boolean throwAway) {
    this.lock = lock;
    this.throwAway = throwAway;
  }

  /** Takes the folder and starts a server in it; gives the folder back when that fails. */
  static <S> S use(String name, Path folder, boolean throwAway, Launch<S> launch) {
    Home home = take(name, folder, throwAway);
    try {
      return launch.in(home);
    } catch (IOException failure) {
      home.close();
      throw failed(name, failure);
    } catch (RuntimeException failure) {
      home.close();
      throw failure;
    }
  }

  Path path() {
    return lock.home();
  }

  static long millisSince(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    lock.close();
    if (throwAway) {
      try {
        Directories.delete(lock.home());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static Home take(String name, Path folder, boolean throwAway) {
    try {
      return new Home(HomeLock.take(folder), throwAway);
    } catch (IOException failure) {
      throw failed(name, failure);
    }
  }

  private static EmbeddedServerException failed(String name, IOException failure) {
    return new EmbeddedServerException(
        Code.START_FAILED, name + " did not start: " + failure, failure);
  }

  /** Starts a server in its folder. */
  interface Launch<S> {
    S in(Home home) throws IOException;
  }
}
