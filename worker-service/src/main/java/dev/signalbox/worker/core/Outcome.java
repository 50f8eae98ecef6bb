package dev.signalbox.worker.core;

import dev.signalbox.common.plan.FailureKind;
import org.jspecify.annotations.Nullable;

/** How an attempt that held its claim ended. */
public sealed interface Outcome {

  /** All done; the commit is absent when nothing was to be merged. */
  record Completed(@Nullable String commit) implements Outcome {}

  /** It did not succeed, for that reason. */
  record Failed(FailureKind kind, String detail) implements Outcome {}

  /** It was asked to stop, or may no longer go on. */
  record Stopped(String detail) implements Outcome {}

  /** It was not begun, for lack of disk space; another worker may have it, or this one later. */
  record NoRoom(long requiredBytes, long availableBytes) implements Outcome {}

  /** The name used in counts. */
  default String label() {
    return switch (this) {
      case Completed _ -> "completed";
      case Failed _ -> "failed";
      case Stopped _ -> "stopped";
      case NoRoom _ -> "no-room";
    };
  }
}
