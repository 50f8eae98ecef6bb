package dev.signalbox.scheduler.core.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.scheduler.core.fleet.Silenced;
import dev.signalbox.scheduler.core.schedule.Effect;
import java.util.List;

/**
 * What a call gave.
 *
 * @param failed whether it ended with an exception, whichever it was
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Answer(List<Effect> effects, List<Silenced> silenced, boolean failed) {
  static final Answer NOTHING = new Answer(List.of(), List.of(), false);

  public Answer {
    effects = List.copyOf(effects);
    silenced = List.copyOf(silenced);
  }

  static Answer of(List<Silenced> silenced) {
    return new Answer(List.of(), silenced, false);
  }
}
