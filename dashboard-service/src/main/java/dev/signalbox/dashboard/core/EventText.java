package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Attestation;
import dev.signalbox.common.message.TaskEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, in the few words that history keeps.
 *
 * @param end set when the event ends its attempt
 */
record EventText(
    String type,
    @Nullable WorkerId worker,
    @Nullable String branch,
    @Nullable String commit,
    String detail,
    @Nullable AttemptEnd end) {

  static EventText of(TaskEvent event) {
    return switch (event) {
      case TaskEvent.Claimed e -> plain("task.claimed", e.worker());
      case TaskEvent.Deferred e -> deferred(e);
      case TaskEvent.Started e ->
          new EventText("task.started", e.worker(), e.branch(), null, attested(e), null);
      case TaskEvent.Progressed e -> plain("task.progressed", e.worker());
      case TaskEvent.NearsTimeout e ->
          new EventText(
              "task.nears-timeout", e.worker(), null, null, "will be ended at " + e.endsAt(), null);
      case TaskEvent.NoRoom e -> noRoom(e);
      case TaskEvent.WithPerson e ->
          new EventText("task.with-person", e.worker(), e.branch(), null, withPerson(e), null);
      case TaskEvent.Verifying e ->
          new EventText("task.verifying", e.worker(), null, e.commit(), "", null);
      case TaskEvent.Waiting e -> waiting(e);
      case TaskEvent.Merging e ->
          new EventText("task.merging", e.worker(), null, e.commit(), "", null);
      case TaskEvent.MergeNoted e -> noted(e);
      case TaskEvent.Completed e -> completed(e);
      case TaskEvent.Failed e -> failed(e);
      case TaskEvent.Stopped e -> stopped(e);
      case TaskEvent.ClaimGranted e -> plain("claim.granted", e.worker());
      case TaskEvent.ClaimClosed e ->
          new EventText("claim.closed", null, null, null, lower(e.by()), null);
    };
  }

  private static EventText plain(String type, WorkerId worker) {
    return new EventText(type, worker, null, null, "", null);
  }

  private static EventText deferred(TaskEvent.Deferred event) {
    TaskId holder = event.holder();
    String by = holder == null ? "" : " by " + holder.key();
    String detail = event.path() + " is held" + by;
    var end = new AttemptEnd(event.at(), event.worker().value(), "DEFERRED", detail, null);
    return new EventText("task.deferred", event.worker(), null, null, detail, end);
  }

  private static EventText noRoom(TaskEvent.NoRoom event) {
    String detail =
        "too little disk space: "
            + event.requiredBytes()
            + " bytes are required, "
            + event.availableBytes()
            + " available";
    var end = new AttemptEnd(event.at(), event.worker().value(), "DEFERRED", detail, null);
    return new EventText("task.no-room", event.worker(), null, null, detail, end);
  }

  private static String attested(TaskEvent.Started event) {
    Attestation checked = event.attestation();
    return checked == null
        ? ""
        : "checked: %s at base %s, footprint %s, environment %s, executor %s"
            .formatted(
                checked.worktree(),
                checked.base(),
                checked.footprint(),
                checked.environment(),
                checked.executor());
  }

  private static String withPerson(TaskEvent.WithPerson event) {
    String place = "in " + event.worktree();
    return event.note().isEmpty() ? place : event.note() + "; " + place;
  }

  private static EventText waiting(TaskEvent.Waiting event) {
    String detail = event.path() + " is held by " + event.holder().task().key();
    return new EventText("task.waiting", event.worker(), null, null, detail, null);
  }

  private static EventText noted(TaskEvent.MergeNoted event) {
    String detail = event.detail();
    String what = lower(event.note());
    String text = detail.isEmpty() ? what : what + ": " + detail;
    return new EventText("task.merge-noted", event.worker(), null, null, text, null);
  }

  private static EventText completed(TaskEvent.Completed event) {
    var end = new AttemptEnd(event.at(), event.worker().value(), "COMPLETED", "", null);
    return new EventText("task.completed", event.worker(), null, event.commit(), "", end);
  }

  private static EventText failed(TaskEvent.Failed event) {
    String detail = lower(event.kind()) + ": " + event.detail();
    var end =
        new AttemptEnd(event.at(), event.worker().value(), "FAILED", detail, event.preserved());
    return new EventText("task.failed", event.worker(), null, null, detail, end);
  }

  private static EventText stopped(TaskEvent.Stopped event) {
    var end =
        new AttemptEnd(
            event.at(), event.worker().value(), "STOPPED", event.detail(), event.preserved());
    return new EventText("task.stopped", event.worker(), null, null, event.detail(), end);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
