package dev.signalbox.worker.adapter.process;

import dev.signalbox.common.id.AttemptRef;
import java.io.IOException;
import java.util.function.Consumer;

/** Runs commands as plain processes of this machine, without a terminal. */
public final class ProcessExecutor implements Executor {

  private final Leash leash;

  public ProcessExecutor(Leash leash) {
    this.leash = leash;
  }

  @Override
  public LeashedProcess start(Job job, Consumer<byte[]> output) throws IOException {
    return leash.start(job.command(), output);
  }

  @Override
  public void recover(AttemptRef attempt, String marker) {
    StrayProcesses.kill(marker);
  }
}
