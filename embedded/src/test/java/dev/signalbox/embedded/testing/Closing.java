package dev.signalbox.embedded.testing;

/** Closes everything, and only then complains. */
final class Closing {

  private Closing() {}

  static void all(Lazy<?>... servers) {
    IllegalStateException failed = new IllegalStateException("not everything could be closed");
    for (Lazy<?> server : servers) {
      try {
        server.close();
      } catch (IllegalStateException failure) {
        failed.addSuppressed(failure);
      }
    }
    if (failed.getSuppressed().length > 0) {
      throw failed;
    }
  }
}
