package dev.signalbox.common.plan;

import dev.signalbox.common.footprint.PathPattern;
import java.util.List;

/** A command run once per worktree, and again when one of the named files changed. */
public record SetupStep(String run, List<PathPattern> whenChanged) {
  public SetupStep {
    whenChanged = List.copyOf(whenChanged);
  }
}
