package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.plan.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Those who wait for what becomes of a message they submitted. */
public final class Submitters {

  /** What became of a submission. */
  public sealed interface Answer {
    /** It is committed. */
    record Accepted() implements Answer {}

    /** It is a command that asks for what is so already. */
    record Unchanged() implements Answer {}

    /** It was not accepted. */
    record Rejected(List<Problem> reasons) implements Answer {
      public Rejected {
        reasons = List.copyOf(reasons);
      }
    }
  }

  private final Map<UUID, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();

  /** Begins to wait for a message that is about to be sent. */
  public CompletableFuture<Answer> await(UUID message) {
    return waiting.computeIfAbsent(message, absent -> new CompletableFuture<>());
  }

  /** Waits no longer. */
  public void leave(UUID message) {
    waiting.remove(message);
  }

  void answer(UUID message, Answer answer) {
    CompletableFuture<Answer> waiter = waiting.remove(message);
    if (waiter != null) {
      waiter.complete(answer);
    }
  }
}
