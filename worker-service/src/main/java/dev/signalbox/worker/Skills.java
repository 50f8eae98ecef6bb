package dev.signalbox.worker;

import dev.signalbox.common.plan.ExecutorKind;
import dev.signalbox.worker.adapter.process.Tool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a worker can do: what its settings say, and what its machine turns out to have. */
final class Skills {

  private Skills() {}

  static List<String> of(WorkerSettings settings) {
    Stream<String> found = Stream.of(ExecutorKind.values()).flatMap(kind -> skill(kind, settings));
    return Stream.concat(settings.skills().stream(), found).distinct().toList();
  }

  private static Stream<String> skill(ExecutorKind kind, WorkerSettings settings) {
    Optional<String> skill = kind.skill();
    boolean there =
        switch (kind) {
          case PROCESS -> true;
          case TMUX -> Tool.agrees(List.of("tmux", "-V"));
          case CONTAINER -> Tool.agrees(List.of(settings.container().engine(), "version"));
        };
    return there ? skill.stream() : Stream.empty();
  }
}
