package dev.signalbox.worker.flow;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage.Profile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Who this worker is and what it offers.
 *
 * @param instance of this start
 */
public record WorkerIdentity(
    WorkerId worker,
    UUID instance,
    String host,
    int slots,
    List<String> skills,
    Duration lease,
    Profile profile) {

  public WorkerIdentity {
    skills = List.copyOf(skills);
  }
}
