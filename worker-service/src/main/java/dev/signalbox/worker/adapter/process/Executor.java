package dev.signalbox.worker.adapter.process;

import dev.signalbox.common.id.AttemptRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A way to run a task's command (S0-02, C28). Whatever the way, what runs is on a leash, its output
 * goes to one sink in order, and nothing of it is left when it is over.
 */
public interface Executor {

  /**
   * What is to be run for an attempt.
   *
   * @param planName for the names that people see
   * @param places what the command needs besides its directory
   * @param image to run it in, where the way has images
   */
  record Job(
      AttemptRef attempt,
      String planName,
      Leash.Command command,
      Places places,
      @Nullable String image) {}

  /** Folders and files outside a command's directory: some it writes, some it only reads. */
  record Places(List<Path> written, List<Path> read) {
    public Places {
      written = List.copyOf(written);
      read = List.copyOf(read);
    }
  }

  /**
   * Starts it.
   *
   * @throws IOException when it cannot be started; the message is for the user
   */
  LeashedProcess start(Job job, Consumer<byte[]> output) throws IOException;

  /**
   * Ends what a worker that was killed may have left of an attempt.
   *
   * @param marker of the attempt's leash
   * @throws IOException when that cannot be made sure of
   */
  void recover(AttemptRef attempt, String marker) throws IOException;
}
