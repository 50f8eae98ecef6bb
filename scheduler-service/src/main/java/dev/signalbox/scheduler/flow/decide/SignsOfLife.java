package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.fleet.Silenced;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the workers said in one batch, and what follows for the attempts that they have. */
final class SignsOfLife {
  private final Holdings holdings;
  private final BatchOutput output;
  private final Instant now;
  private final List<WorkerMessage.Heartbeat> fresh = new ArrayList<>();

  SignsOfLife(Holdings holdings, BatchOutput output, Instant now) {
    this.holdings = holdings;
    this.output = output;
    this.now = now;
  }

  void hear(WorkerMessage message) {
    switch (message) {
      case WorkerMessage.Heartbeat beat -> hear(beat);
      case WorkerMessage.Left left -> holdings.fleet.left(left).ifPresent(this::lost);
    }
  }

  /** Takes silence for death, and what is not named for gone; only when all was read up to now. */
  void judge() {
    holdings.fleet.expire(now).forEach(this::lost);
    fresh.forEach(beat -> tellAll(Input.Heard.of(beat)));
  }

  private void hear(WorkerMessage.Heartbeat beat) {
    Optional<Silenced> former = holdings.fleet.heard(beat, now);
    former.ifPresent(this::lost);
    if (former.isEmpty() && Fleet.isFresh(beat, now)) {
      fresh.add(beat);
    }
  }

  private void lost(Silenced silenced) {
    tellAll(new Input.WorkerLost(silenced));
  }

  /** Most of what workers say changes nothing, and then nothing is to be saved. */
  private void tellAll(Input input) {
    for (OwnedRepository owned : holdings.all().toList()) {
      List<Effect> effects = owned.core.apply(input, now);
      if (!effects.isEmpty()) {
        output.tell(owned, effects);
      }
    }
  }
}
