package dev.signalbox.worker.adapter.process;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.terminal.TaskTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs commands in real terminals that people can attach to (S0-02, S0-42): each in the one session
 * of a tmux server of its own, so that nothing is shared and the server goes with the command.
 */
public final class TmuxExecutor implements Executor {

  private static final int SIGN = 8;

  private final Leash leash;
  private final String script = Scripts.read("tmux.sh");

  public TmuxExecutor(Leash leash) {
    this.leash = leash;
  }

  @Override
  public LeashedProcess start(Job job, Consumer<byte[]> output) throws IOException {
    TaskTerminal terminal = terminal(job.attempt());
    String session =
        TaskTerminal.session(job.planName(), job.attempt().task().key(), job.attempt().number());
    RunFolder folder = RunFolder.create(Path.of(terminal.folder()));
    Leash.Command command = job.command();
    String sign = command.marker().substring(0, Math.min(SIGN, command.marker().length()));
    List<String> words =
        List.of(
            "sh",
            "-c",
            script,
            "tmux",
            folder.path().toString(),
            session,
            "[signalbox: the command ended in terminal " + sign,
            command.shell());
    return leash.start(command, new Leash.Wrapping(words, endServer(terminal), folder), output);
  }

  @Override
  public void recover(AttemptRef attempt, String marker) throws IOException {
    TaskTerminal terminal = terminal(attempt);
    StrayProcesses.kill(marker);
    Tool.run(List.of("sh", "-c", endServer(terminal)));
    RunFolder.at(Path.of(terminal.folder())).delete();
  }

  private static TaskTerminal terminal(AttemptRef attempt) {
    return TaskTerminal.of(attempt.task().plan(), attempt.task().key(), attempt.number());
  }

  private static String endServer(TaskTerminal terminal) {
    return "tmux -S " + Scripts.quoted(terminal.socket()) + " kill-server 2>/dev/null";
  }
}
