package dev.signalbox.worker.flow;

import dev.signalbox.common.plan.ExecutorKind;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.worker.adapter.process.Executor;
import dev.signalbox.worker.adapter.process.Leash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Runs tasks' commands, each in the way that its task names. */
public final class TaskRun {

  private final Commands commands;
  private final Ways ways;

  /** The ways in which this worker runs commands. */
  public record Ways(Executor process, Executor tmux, Executor container) {
    Executor of(ExecutorKind kind) {
      return switch (kind) {
        case PROCESS -> process;
        case TMUX -> tmux;
        case CONTAINER -> container;
      };
    }
  }

  public TaskRun(Commands commands, Ways ways) {
    this.commands = commands;
    this.ways = ways;
  }

  /** Runs a command of the task to its end; afterwards nothing of it is left. */
  Commands.Ended run(Working work, String shell, Duration limit) throws InterruptedException {
    TaskSpec task = work.assignment().task();
    Executor.Job job =
        new Executor.Job(
            work.assignment().attempt(),
            work.assignment().planName(),
            new Leash.Command(
                shell, work.place().repository().worktree(), work.environment(), work.marker()),
            places(work),
            task.image());
    Executor executor = ways.of(task.executor());
    return commands.run(work.attempt(), output -> executor.start(job, output), limit, work.log());
  }

  /** Ends what was cut off in a slot; the slot must not be used before that. */
  public void recover(SlotNote note) {
    try {
      ways.of(Objects.requireNonNullElse(note.executor(), ExecutorKind.PROCESS))
          .recover(note.attempt(), note.marker());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure.getMessage(), failure);
    }
  }

  /** A container reads git's data, but cannot change what the worker's own git will execute. */
  private static Executor.Places places(Working work) {
    Workplace place = work.place();
    List<Path> read =
        Stream.of(
                place.prompt(),
                place.outputs(),
                place.configuration(),
                place.repository().gitDirectory(),
                place.target().gitDirectory().resolve("objects"))
            .filter(Files::exists)
            .toList();
    List<Path> written = List.of(place.temporary(), place.cache(), place.report().path());
    return new Executor.Places(written, read);
  }
}
