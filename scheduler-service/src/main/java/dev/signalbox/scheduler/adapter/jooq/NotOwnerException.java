package dev.signalbox.scheduler.adapter.jooq;

/** Another scheduler took the partition over: nothing more may be written for it from here. */
public final class NotOwnerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotOwnerException(int partition, long epoch) {
    super("not-owner: partition " + partition + " is no longer in epoch " + epoch);
  }
}
