package dev.signalbox.worker.flow;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.git.GuardedGit;
import dev.signalbox.worker.core.SlotVariables;
import dev.signalbox.worker.core.TaskEnvironment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the slots of a worker have around their tasks: some of it shared, some that keeps them
 * apart.
 *
 * @param firstPort of the worker; each slot has so many
 * @param caches of tools, kept for each repository
 * @param inherited what commands are given of the worker's own environment
 */
public record Premises(
    WorkerId worker,
    int firstPort,
    int ports,
    GuardedGit git,
    List<SlotVariables.Cache> caches,
    Map<String, String> inherited) {

  public Premises {
    caches = List.copyOf(caches);
    inherited = Map.copyOf(inherited);
  }

  /** All variables of the attempt's commands. */
  Map<String, String> environment(Workplace place, Assignment assignment) {
    @Nullable String prompt = assignment.task().prompt() == null ? null : place.prompt().toString();
    return TaskEnvironment.of(
        inherited,
        assignment,
        new TaskEnvironment.Place(
            place.slot(),
            place.repository().worktree().toString(),
            place.temporary().toString(),
            prompt,
            git.folder().toString(),
            SlotVariables.caches(place.cache().toString(), caches),
            own(place)));
  }

  private Map<String, String> own(Workplace place) {
    Map<String, String> own =
        new TreeMap<>(SlotVariables.own(worker.value(), place.slot(), firstPort, ports));
    own.put("SIGNALBOX_REPORT", place.report().path().toString());
    own.put("SIGNALBOX_OUTPUTS", place.outputs().toString());
    own.put("SIGNALBOX_CACHE", place.cache().toString());
    own.putAll(git.variables(place.target(), place.configuration()));
    return own;
  }
}
