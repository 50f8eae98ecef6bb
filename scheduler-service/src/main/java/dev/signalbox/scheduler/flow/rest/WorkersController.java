package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.Topics;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.core.outgoing.Draft;
import dev.signalbox.scheduler.flow.decide.LiveAnswers;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tells a worker to take nothing new, or to take work again. */
@RestController
@ResponseStatus(HttpStatus.ACCEPTED)
public final class WorkersController {
  private static final int PATIENCE_SECONDS = 10;

  private final LiveAnswers answers;
  private final RecordSender sender;
  private final InstantSource clock;

  public WorkersController(LiveAnswers answers, RecordSender sender, InstantSource clock) {
    this.answers = answers;
    this.sender = sender;
    this.clock = clock;
  }

  /** Why. */
  record Wish(@Nullable String reason) {}

  /** The worker was told; its heartbeats say when it does so. */
  record Told(String worker, String told) {}

  @PostMapping("/api/v1/workers/{id}/drain")
  Told drain(@PathVariable String id, @RequestBody(required = false) @Nullable Wish wish) {
    WorkerId worker = living(id);
    String reason = wish == null || wish.reason() == null ? "" : wish.reason();
    send(worker, new Control.Drain(UUID.randomUUID(), clock.instant(), worker, reason));
    return new Told(id, "drain");
  }

  @PostMapping("/api/v1/workers/{id}/resume")
  Told resume(@PathVariable String id) {
    WorkerId worker = living(id);
    send(worker, new Control.Resume(UUID.randomUUID(), clock.instant(), worker));
    return new Told(id, "resume");
  }

  private WorkerId living(String id) {
    return WaitsController.live(answers.capacity()).workers().stream()
        .map(view -> view.worker())
        .filter(worker -> worker.value().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new RestProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-worker",
                "no worker " + id + " that runs plans is alive",
                List.of()));
  }

  private void send(WorkerId worker, Control control) {
    try {
      sender
          .send(new Draft(Topics.CONTROLS, worker.value(), control))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw RestProblemException.unavailable("broker-unavailable", "the broker does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RestProblemException.unavailable("stopping", "the scheduler stops");
    }
  }
}
